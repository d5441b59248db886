using System.Text.Json;
using Integration.Lti.Faults;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Lti.Notices;

/// <summary>
/// Judges one signed notice under the rules of a launch. No login asked for it: who sent it is read from the token itself, and believed once the signature holds with
/// a key of that registration. Reads only. An unknown deployment is refused and not reported, since nobody is there who wants to come in.
/// </summary>
internal sealed class NoticeValidator(IPlatformRegistry registry, TokenRules rules, LtiToolOptions options)
{
    // A queue in between may hold a notice up; a nonce is remembered for as long as its notice is taken.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private const int MaxId = 255;

    // A course may be put together from several; further than this nobody looks.
    private const int MostOrigins = 8;

    /// <summary>The verified notice, or the first rule it breaks.</summary>
    public async Task<LtiResult<VerifiedNotice>> ValidateAsync(string token, CancellationToken ct)
    {
        if (IdToken.Parse(token).TryGetValue(out var idToken, out var fault) is false
            || IdToken.ParseObject(idToken.Payload).TryGetValue(out var document, out fault) is false)
        {
            return fault;
        }

        using (document)
        {
            if (Guarded<(string?, string?)>(document.RootElement, (claims, _) => Sender(claims)).TryGetValue(out var sender, out fault) is false)
            {
                return fault;
            }

            var (issuer, client) = sender;
            if (string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(client) || await registry.FindByIssuerAsync(issuer, client, ct) is not [var registration, ..])
            {
                return new LtiFault(NoticeFaults.RegistrationUnknown, $"issuer: {Attempt.Shown(issuer)}, client id: {Attempt.Shown(client)}");
            }

            if (await rules.JudgeSignatureAsync(registration, token, idToken, ct) is { } wrong)
            {
                return wrong;
            }

            return Guarded(document.RootElement, (claims, root) => Read(claims, root, registration));
        }
    }

    private static (string? Issuer, string? Client) Sender(ClaimSet claims) => (claims.Raw("iss"u8), claims.Raw("aud"u8) ?? claims.Strings("aud"u8)?.FirstOrDefault());

    private LtiResult<VerifiedNotice> Read(ClaimSet claims, JsonElement root, Registration registration)
    {
        if (rules.JudgeClaims(claims, root, registration, Oldest) is { } wrong)
        {
            return wrong;
        }

        if (claims.Raw("nonce"u8) is not { Length: > 0 } nonce)
        {
            return new LtiFault(LaunchFaults.NonceMissing);
        }

        if (claims.Raw("https://purl.imsglobal.org/spec/lti/claim/version"u8) is var version && version != "1.3.0")
        {
            return new LtiFault(string.IsNullOrEmpty(version) ? LaunchFaults.VersionMissing : LaunchFaults.VersionWrong, "only 1.3.0 is taken");
        }

        if (claims.Text(ClaimNames.DeploymentId) is not { Length: <= MaxId } deploymentId)
        {
            return new LtiFault(LaunchFaults.DeploymentMissing);
        }

        if (!registration.Deployments.TryGetValue(deploymentId, out var status) || status != DeploymentStatus.Approved)
        {
            return new LtiFault(registration.Deployments.ContainsKey(deploymentId) ? LaunchFaults.DeploymentPending : LaunchFaults.DeploymentUnknown, Attempt.Shown(deploymentId));
        }

        if (claims.Object("https://purl.imsglobal.org/spec/lti/claim/notice"u8) is not { } notice || notice.Text("id"u8) is null || notice.Text("type"u8) is not { } type)
        {
            return new LtiFault(NoticeFaults.NoticeMissing);
        }

        ContextCopyNotice? copy = null;
        if (type == NoticeTypes.ContextCopy && ReadCopy(claims, registration, deploymentId).TryGetValue(out copy, out var fault) is false)
        {
            return fault;
        }

        // Both times are there: the rules ask for them.
        var (expires, forgotten) = (claims.Time("exp"u8)!.Value, claims.Time("iat"u8)!.Value + Oldest);
        return new VerifiedNotice(registration, $"notice:{nonce}", (expires < forgotten ? expires : forgotten) + options.ClockSkew, copy);
    }

    private static LtiResult<ContextCopyNotice> ReadCopy(ClaimSet claims, Registration registration, string deploymentId)
    {
        if (claims.Object("https://purl.imsglobal.org/spec/lti/claim/context"u8)?.Text("id"u8) is not { Length: <= MaxId } course)
        {
            return new LtiFault(NoticeFaults.CopyMissing);
        }

        // Platforms leave the claim out where they no longer know.
        var origins = (claims.Strings("https://purl.imsglobal.org/spec/lti/claim/origin_contexts"u8) ?? [])
            .Where(id => id.Length is > 0 and <= MaxId && id != course)
            .Distinct(StringComparer.Ordinal)
            .Take(MostOrigins);
        return new ContextCopyNotice(registration, deploymentId, course, [.. origins]);
    }

    private static LtiResult<T> Guarded<T>(JsonElement root, Func<ClaimSet, JsonElement, LtiResult<T>> read)
    {
        try
        {
            return read(new ClaimSet(root), root);
        }
        catch (InvalidOperationException)
        {
            return new LtiFault(LaunchFaults.TokenMalformed, "half a surrogate pair in a claim name");
        }
    }
}

/// <summary>A notice that holds in itself; that its nonce was not used before is still to be seen.</summary>
/// <param name="Registration">Who signed it.</param>
/// <param name="Nonce">Its nonce, apart from those of launches.</param>
/// <param name="KeepUntil">How long that must be remembered.</param>
/// <param name="Copy">What it tells; null for a type that this tool has no use for.</param>
internal sealed record VerifiedNotice(Registration Registration, string Nonce, DateTimeOffset KeepUntil, ContextCopyNotice? Copy);
