using System.Text.Json.Nodes;
using Integration.Sandbox.Lti;

namespace Integration.Sandbox.Personalities;

/// <summary>Brightspace, as its documentation and another tool's open code describe it.</summary>
internal sealed class Brightspace : Personality
{
    private const string Observed = "https://github.com/hypothesis/lms/blob/main/lms/services/lti_grading/_v13.py";

    public override string Key => "brightspace";

    public override string Name => "Brightspace";

    public override string Family => "desire2learn";

    public override string Version => "20.26.11";

    public override string ClientId => "7c0f5be2-64a1-4f3d-9a53-b8f62d1e0c47";

    public override string DeploymentId => "d1b8f3f6-2a0c-4c55-a1f2-7e9c3b5d8e10";

    public override string TokenAudience => "https://api.brightspace.com/auth/token";

    public override Refusal UnknownUser => NotAStudent;

    public override Refusal NotAStudent => new("Forbidden", "User is not enrolled in the organization unit", StatusCodes.Status403Forbidden);

    public override IReadOnlyList<Habit> Habits =>
    [
        new($"Tokens are asked for at one address and made out to another: {TokenAudience}.", "https://community.d2l.com/brightspace/kb/articles/1368"),
        new("A score for somebody who is not enrolled (any more) is a 403.", Observed),
        new("A tool that registers itself is told that other audience as authorization_server.", "https://documentation.brightspace.com/EN/integrations/ipsis/LTI%20Advantage/dynamic_registration.htm"),
    ];

    // A tool believes only what lies on the LMS's own address, so one that registers here is given an audience there.
    public static string AudienceFor(Addresses addresses) => addresses.At("/lti/audience");

    public override void ShapeConfiguration(JsonObject configuration, Addresses addresses) => configuration["authorization_server"] = AudienceFor(addresses);
}
