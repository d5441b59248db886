using Integration.Sandbox.Lti;

namespace Integration.Sandbox.Personalities;

/// <summary>No product: the specifications to the letter, and the strictest reading where they leave a choice.</summary>
internal sealed class Plain : Personality
{
    public override string Key => "plain";

    public override string Name => "Plain and strict";

    public override string ClientId => Registration.ClientId;

    public override bool SendsNotices => true;

    public override IReadOnlyList<Habit> Habits =>
    [
        new("Everything as the specifications say; media types, addresses and times are compared to the letter.", "https://www.imsglobal.org/spec/lti/v1p3"),
    ];
}
