namespace Integration.Lti.DynamicRegistration.Families;

/// <summary>
/// Brightspace: a school's issuer is a host of its own, tokens come from a shared one, with a third as their audience
/// (<see href="https://community.d2l.com/brightspace/kb/articles/23730">D2L 23730</see>, read 2026-11-24).
/// </summary>
internal sealed class Brightspace : ProductFamily
{
    protected override IReadOnlyList<string> Domains => ["brightspace.com", "desire2learn.com"];
}
