using System.Text.Json;
using Integration.Lti.Faults;
using Integration.Lti.Keys;
using Integration.Lti.Login;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Launch;

/// <summary>
/// Judges an authentication response: state, then the token in the order of
/// <see href="https://www.imsglobal.org/spec/security/v1p0#authentication-response-validation">Security Framework 5.1.3</see>, then the claims of LTI Core 5.3.
/// Reads only; the deployment (LTI Core 3.1.3) is judged in <see cref="DeploymentGate"/>, the browser in <see cref="LaunchEndpoint"/>, and the nonce is used up in
/// <see cref="Admission"/>, last of all, so that no stranger can make the tool write.
/// </summary>
internal sealed class LaunchValidator(StateSeal seal, IPlatformRegistry registry, PlatformKeys keys, LtiToolOptions options, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = IdToken.MaxLength };

    /// <summary>The verified launch with the login it answers, or the first rule it breaks.</summary>
    public async Task<LtiResult<VerifiedLaunch>> ValidateAsync(IFormCollection form, Attempt attempt, CancellationToken ct)
    {
        // RFC 6749 3.1: no field twice.
        if (RepeatedField(form) is { } repeated)
        {
            return new LtiFault(LaunchFaults.FieldRepeated, repeated);
        }

        // 5.1.1.4, before everything else: the state is ours, in time, and names the registration whose keys and ids all later steps use.
        if (OpenState(form["state"], attempt).TryGetValue(out var state, out var fault) is false)
        {
            return fault;
        }

        if (await registry.FindAsync(state.Registration, ct) is not { } registration)
        {
            return new LtiFault(LaunchFaults.RegistrationGone);
        }

        attempt.Found(registration);

        // OpenID Connect Core 3.1.2.6: the platform may answer with an error instead.
        if (PlatformError.Read(form) is { } error)
        {
            return error;
        }

        if (form["id_token"] is not [{ Length: > 0 } token])
        {
            return new LtiFault(LaunchFaults.TokenMissing);
        }

        if (IdToken.Parse(token).TryGetValue(out var idToken, out fault) is false)
        {
            return fault;
        }

        // 6: RS256 and nothing else. Before 1, so that no other algorithm ever meets a key.
        if (idToken.Algorithm != SecurityAlgorithms.RsaSha256)
        {
            return new LtiFault(LaunchFaults.AlgorithmRefused, "only RS256 is taken");
        }

        // 1: the signature, with the key of exactly this kid, out of this registration's key set.
        if (await VerifySignatureAsync(registration, token, idToken, ct) is { } wrong)
        {
            return wrong;
        }

        if (IdToken.ParseObject(idToken.Payload).TryGetValue(out var document, out fault) is false)
        {
            return fault;
        }

        using (document)
        {
            try
            {
                var claims = new ClaimSet(document.RootElement);
                (attempt.DeploymentId, attempt.MessageType) = (claims.Raw(ClaimNames.DeploymentId), claims.Raw(ClaimNames.MessageType));
                attempt.ClockAhead = clock.GetUtcNow() - claims.Time("iat"u8);
                return JudgeToken(claims, document.RootElement, registration, state) ?? Verify(claims, registration, state, idToken);
            }
            catch (InvalidOperationException)
            {
                return new LtiFault(LaunchFaults.TokenMalformed, "half a surrogate pair in a claim name");
            }
        }
    }

    private LtiResult<VerifiedLaunch> Verify(ClaimSet claims, Registration registration, LoginState state, IdToken idToken)
        => LaunchClaims.Read(claims, registration, options).TryGetValue(out var launch, out var fault)
            ? new VerifiedLaunch(launch, state, idToken.Payload)
            : fault;

    private static string? RepeatedField(IFormCollection form)
        => form["state"].Count > 1 ? "state" : form["id_token"].Count > 1 ? "id_token" : form["error"].Count > 1 ? "error" : null;

    private LtiResult<LoginState> OpenState(string? sealedState, Attempt attempt)
    {
        if (string.IsNullOrEmpty(sealedState))
        {
            return new LtiFault(LaunchFaults.StateMissing);
        }

        if (seal.OpenState(sealedState) is not { } state)
        {
            return new LtiFault(LaunchFaults.StateBroken);
        }

        // It names its registration even when it is too old to be used.
        attempt.Registration = state.Registration;
        var now = clock.GetUtcNow();
        return now < state.ExpiresAt ? state : new LtiFault(LaunchFaults.StateExpired, $"valid until {state.ExpiresAt:u}, now {now:u}");
    }

    private async Task<LtiFault?> VerifySignatureAsync(Registration registration, string token, IdToken idToken, CancellationToken ct)
    {
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

    /// <summary>Steps 2 to 9 of 5.1.3 (6 is done above).</summary>
    private LtiFault? JudgeToken(ClaimSet claims, JsonElement root, Registration registration, LoginState state)
        => JudgeIssuer(claims, registration)
            ?? JudgeAudience(claims, root, registration)
            ?? JudgeTimes(claims)
            ?? JudgeNonce(claims, state);

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
    private LtiFault? JudgeTimes(ClaimSet claims)
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

        // No login that is still open can have asked for an older token.
        return issued < now - options.StateLifetime - skew ? new LtiFault(LaunchFaults.IssuedTooLongAgo, $"iat {issued:u}, now {now:u}") : null;
    }

    /// <summary>9, first half: the nonce of this very login. That it was not used before is seen in <see cref="Admission"/>.</summary>
    private static LtiFault? JudgeNonce(ClaimSet claims, LoginState state) => claims.Raw("nonce"u8) switch
    {
        null or "" => new LtiFault(LaunchFaults.NonceMissing),
        var nonce when nonce != state.Nonce => new LtiFault(LaunchFaults.NonceWrong),
        _ => null,
    };
}

/// <summary>A launch that holds in itself; whether it may come in, and in this browser, is still open.</summary>
/// <param name="Launch">The claims.</param>
/// <param name="State">The login it answers.</param>
/// <param name="Payload">The verified claims as UTF-8 JSON, for the ticket.</param>
internal sealed record VerifiedLaunch(LtiLaunch Launch, LoginState State, byte[] Payload);
