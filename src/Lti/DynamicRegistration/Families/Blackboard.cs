namespace Integration.Lti.DynamicRegistration.Families;

/// <summary>
/// Blackboard registers an application in the developer portal, not in a school's LMS; issuer and endpoints lie on different hosts of the vendor
/// (<see href="https://docs.anthology.com/docs/lti/lti-getting-started">Anthology: getting started</see>, read 2026-11-24).
/// </summary>
internal sealed class Blackboard : ProductFamily
{
    protected override IReadOnlyList<string> Domains => ["blackboard.com", "anthology.com"];
}
