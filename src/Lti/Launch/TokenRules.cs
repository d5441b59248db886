using System.Text.Json;
using Integration.Lti.Faults;
using Integration.Lti.Keys;
using Integration.Lti.Registrations;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Launch;

/// <summary>
/// What <see href="https://www.imsglobal.org/spec/security/v1p0#authentication-response-validation">Security Framework 5.1.3</see> asks of every token that a platform
/// signs, whether a browser brings it or the platform itself. Where its nonce must come from is the caller's question.
/// </summary>
internal sealed class TokenRules(PlatformKeys keys, LtiToolOptions options, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = IdToken.MaxLength };

    /// <summary>Steps 6 and 1: RS256 and nothing else, before any other algorithm meets a key; then the signature, with the key of exactly this kid, out of this registration's key set.</summary>
    public async Task<LtiFault?> JudgeSignatureAsync(Registration registration, string token, IdToken idToken, CancellationToken ct)
    {
        if (idToken.Algorithm != SecurityAlgorithms.RsaSha256)
        {
            return new LtiFault(LaunchFaults.AlgorithmRefused, "only RS256 is taken");
        }

        if (string.IsNullOrEmpty(idToken.Kid))
        {
            return new LtiFault(LaunchFaults.KidMissing);
        }

        if ((await keys.FindAsync(registration, idToken.Kid, ct)).TryGetValue(out var key, out var fault) is false)
        {
            return fault;
        }

        var verified = await Handler.ValidateTokenAsync(token, key.Validation);
        return verified switch
        {
            { IsValid: true } => null,
            { Exception: SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidAlgorithmException }
                => new LtiFault(LaunchFaults.SignatureWrong),
            _ => new LtiFault(LaunchFaults.TokenMalformed),
        };
    }

    /// <summary>Steps 2 to 5, 7 and 8; a token that was issued longer than <paramref name="oldest"/> ago is refused.</summary>
    public LtiFault? JudgeClaims(ClaimSet claims, JsonElement root, Registration registration, TimeSpan oldest)
        => JudgeIssuer(claims, registration)
            ?? JudgeAudience(claims, root, registration)
            ?? JudgeTimes(claims, oldest);

    /// <summary>2: the issuer, character for character.</summary>
    private static LtiFault? JudgeIssuer(ClaimSet claims, Registration registration)
        => claims.Raw("iss"u8) is var issuer && issuer == registration.Issuer
            ? null
            : new LtiFault(LaunchFaults.IssuerWrong, $"received issuer: {Attempt.Shown(issuer)}, registered: {registration.Issuer}");

    /// <summary>3, 4, 5: this tool and no stranger in <c>aud</c>; <c>azp</c> there when <c>aud</c> has several, and ours when there.</summary>
    private static LtiFault? JudgeAudience(ClaimSet claims, JsonElement root, Registration registration)
    {
        var audiences = claims.Raw("aud"u8) is { } single ? [single] : claims.Strings("aud"u8) ?? [];
        if (!audiences.Contains(registration.ClientId, StringComparer.Ordinal))
        {
            return new LtiFault(LaunchFaults.AudienceWrong, $"received audience: {Attempt.Shown(audiences.FirstOrDefault())}, registered client id: {registration.ClientId}");
        }

        // Members that are not strings were skipped; whatever they are, they are not this tool.
        var count = root.GetProperty("aud"u8) is { ValueKind: JsonValueKind.Array } all ? all.GetArrayLength() : 1;
        if (count != audiences.Count || audiences.Any(audience => audience != registration.ClientId))
        {
            return new LtiFault(LaunchFaults.AudienceForeign, $"{count} audiences");
        }

        return !claims.Has("azp"u8)
            ? count > 1 ? new LtiFault(LaunchFaults.AuthorizedPartyMissing) : null
            : claims.Raw("azp"u8) == registration.ClientId ? null : new LtiFault(LaunchFaults.AuthorizedPartyWrong);
    }

    /// <summary>7 and 8, and <c>nbf</c> where a platform sends one, all with the same allowance for clocks that differ.</summary>
    private LtiFault? JudgeTimes(ClaimSet claims, TimeSpan oldest)
    {
        var (now, skew) = (clock.GetUtcNow(), options.ClockSkew);
        if (claims.Time("exp"u8) is not { } expires)
        {
            return new LtiFault(LaunchFaults.ExpiryMissing);
        }

        if (now >= expires + skew)
        {
            return new LtiFault(LaunchFaults.Expired, $"exp {expires:u}, now {now:u}");
        }

        if (claims.Has("nbf"u8) && (claims.Time("nbf"u8) is not { } from || now < from - skew))
        {
            return new LtiFault(LaunchFaults.NotYetValid, $"now {now:u}");
        }

        if (claims.Time("iat"u8) is not { } issued)
        {
            return new LtiFault(LaunchFaults.IssuedAtMissing);
        }

        if (issued > now + skew)
        {
            return new LtiFault(LaunchFaults.IssuedInFuture, $"iat {issued:u}, now {now:u}");
        }

        return issued < now - oldest - skew ? new LtiFault(LaunchFaults.IssuedTooLongAgo, $"iat {issued:u}, now {now:u}") : null;
    }
}
