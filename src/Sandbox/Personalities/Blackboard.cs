using System.Text.Json.Nodes;
using Integration.Sandbox.Lti;

namespace Integration.Sandbox.Personalities;

/// <summary>Blackboard Learn, as its documentation and another tool's open code describe it.</summary>
internal sealed class Blackboard : Personality
{
    private const string Docs = "https://docs.anthology.com/docs/lti/";
    private const string Observed = "https://github.com/hypothesis/lms/blob/main/lms/services/lti_grading/_v13.py";

    public override string Key => "blackboard";

    public override string Name => "Blackboard";

    public override string Family => "BlackboardLearn";

    public override string Version => "4000.11.0";

    public override string ClientId => "0b9d7c36-51e8-4e0b-8c3e-9f20a4d1b6c8";

    public override string DeploymentId => "9e1c4a77-3f60-4d7c-b7a5-2c8f06d1e935";

    public override string SharedIssuer => "https://blackboard.com";

    public override bool BeginsByGet => true;

    public override string StorageFrame => "lti_storage_frame";

    public override string? StorageTarget => null;

    public override bool WantsSubjectInAnswers => true;

    public override bool TakesRegistrations => false;

    public override Refusal UnknownUser => NotAStudent;

    public override Refusal NotAStudent => new("bad_request", "User could not be found", StatusCodes.Status400BadRequest);

    public override IReadOnlyList<Habit> Habits =>
    [
        new($"One issuer for every school: {SharedIssuer}.", Docs + "core/handling-oidc-login"),
        new("Launches begin with GET.", Docs + "core/handling-oidc-login"),
        new("The login says nothing of storage; only a tool that asks for lti.capabilities, or knows the frame lti_storage_frame, finds it.", Docs + "core/poidc-login-lti_storage_target"),
        new("The picker's answer must name the application as sub too.", Docs + "deep-linking/dl-return-token"),
        new("A score for somebody who is no student is a 400 that only its text tells from other faults.", Observed),
        new("Results asked for one student come without their comment.", Observed),
        new("Tools are registered once, by their vendor, not by a school.", Docs + "getting-started/registering-an-application"),
    ];

    public override IEnumerable<JsonObject> ShapeResults(IEnumerable<JsonObject> results, bool one)
    {
        foreach (var result in results)
        {
            if (one)
            {
                result.Remove("comment");
            }

            yield return result;
        }
    }
}
