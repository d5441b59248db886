namespace Integration.Lti.DynamicRegistration.Families;

/// <summary>
/// Moodle: a custom value ends at its second equals sign
/// (<see href="https://github.com/moodle/moodle/blob/main/public/mod/lti/openid-registration.php">openid-registration.php</see>, seen on 4.5.6, 2026-11-20).
/// Of the messages it uses the deep linking one, and a body without a <c>domain</c> is refused.
/// </summary>
internal sealed class Moodle : ProductFamily
{
    public override bool Keeps(string customValue) => !customValue.Contains('=', StringComparison.Ordinal);
}
