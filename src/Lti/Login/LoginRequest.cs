using Integration.Lti.Faults;
using Microsoft.Extensions.Primitives;

namespace Integration.Lti.Login;

/// <summary>
/// The parameters of a login initiation, read from the query of a GET or the form of a POST. Nothing here is signed, so every value is as hostile as the next.
/// <c>target_link_uri</c> must be there but is never followed: the signed claim of the launch decides. A deployment hint (<c>lti_deployment_id</c>, at Canvas
/// <c>deployment_id</c>) is accepted and not relied on, for the same reason.
/// </summary>
internal sealed record LoginRequest(string Issuer, LoginHints Hints, string? ClientId, string? StorageTarget)
{
    private const int MaxId = 255;
    private const int MaxUrl = 4096;
    private const int MaxHint = 8192;

    /// <summary>Reads and checks every parameter.</summary>
    public static LtiResult<LoginRequest> Read(Func<string, StringValues> parameters, Attempt attempt)
    {
        LtiFault? fault = null;
        attempt.Issuer = Take("iss", MaxUrl);
        attempt.ClientId = Take("client_id", MaxId);
        var loginHint = Take("login_hint", MaxHint);
        var messageHint = Take("lti_message_hint", MaxHint);
        var target = Take("target_link_uri", MaxUrl);
        var storage = Take("lti_storage_target", MaxId);
        _ = Take("lti_deployment_id", MaxId);
        _ = Take("deployment_id", MaxId);

        return fault
            ?? (attempt.Issuer is null ? new LtiFault(LoginFaults.IssuerMissing)
                : loginHint is null ? new LtiFault(LoginFaults.LoginHintMissing)
                : target is null ? new LtiFault(LoginFaults.TargetLinkUriMissing)
                : (LtiResult<LoginRequest>)new LoginRequest(
                    attempt.Issuer, new LoginHints(loginHint, messageHint), attempt.ClientId, IsFrameName(storage) ? storage : null));

        string? Take(string name, int maxLength)
        {
            var values = parameters(name);
            if (values.Count > 1)
            {
                fault ??= new LtiFault(LoginFaults.ParameterRepeated, $"{name} came {values.Count} times");
                return null;
            }

            if (values.Count == 1 && values[0]?.Length > maxLength)
            {
                fault ??= new LtiFault(LoginFaults.ParameterTooLong, $"{name} has {values[0]!.Length} characters, at most {maxLength} are taken");
                return null;
            }

            return values.Count == 0 || string.IsNullOrEmpty(values[0]) ? null : values[0];
        }
    }

    /// <summary>A frame name or <c>_parent</c>; anything else is treated as no storage offered.</summary>
    private static bool IsFrameName(string? target)
        => target is { Length: > 0 and <= 64 } && target.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
