using Integration.Lti.Faults;
using Microsoft.AspNetCore.Http;

namespace Integration.Lti.Launch;

/// <summary>
/// The platform's "no": an OIDC error response on the launch address. It never starts the login again by itself, which could go round for ever.
/// See <see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthError">OpenID Connect Core 3.1.2.6</see>.
/// </summary>
internal static class PlatformError
{
    private const int MaxDescription = 200;

    /// <summary>The fault, or null when the form holds no error. Only well-known codes are repeated, and of the description only plain, short text.</summary>
    public static LtiFault? Read(IFormCollection form) => form["error"] switch
    {
        [{ Length: > 0 } code] => new LtiFault(KindOf(code), Describe(code, form["error_description"])),
        _ => null,
    };

    private static FaultKind KindOf(string code) => code switch
    {
        "login_required" or "interaction_required" or "account_selection_required" or "access_denied" => LaunchFaults.PlatformSessionEnded,
        "launch_no_longer_valid" => LaunchFaults.PlatformLaunchOver,
        _ => LaunchFaults.PlatformRefused,
    };

    private static string Describe(string code, string? description)
    {
        var isKnown = code is "login_required" or "interaction_required" or "account_selection_required" or "access_denied" or "launch_no_longer_valid"
            or "consent_required" or "invalid_request" or "invalid_request_object" or "invalid_request_uri" or "invalid_scope" or "unauthorized_client"
            or "unsupported_response_type" or "server_error" or "temporarily_unavailable" or "request_not_supported" or "registration_not_supported";
        var said = new string([.. (description ?? "").Where(c => c is >= ' ' and <= '~').Take(MaxDescription)]).Trim();
        return (isKnown ? code : "an error code that is not in the specification") + (said.Length == 0 ? "" : ": " + said);
    }
}
