using Integration.Lti.Faults;
using Integration.Lti.Login;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.Http;

namespace Integration.Lti.Launch;

/// <summary>
/// Judges an authentication response: state, then the token in the order of
/// <see href="https://www.imsglobal.org/spec/security/v1p0#authentication-response-validation">Security Framework 5.1.3</see>, then the claims of LTI Core 5.3.
/// Reads only; the deployment (LTI Core 3.1.3) is judged in <see cref="DeploymentGate"/>, the browser in <see cref="LaunchEndpoint"/>, and the nonce is used up in
/// <see cref="Admission"/>, last of all, so that no stranger can make the tool write.
/// </summary>
internal sealed class LaunchValidator(StateSeal seal, IPlatformRegistry registry, TokenRules rules, LtiToolOptions options, TimeProvider clock)
{
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

        // 6 and 1: RS256, and the signature.
        if (await rules.JudgeSignatureAsync(registration, token, idToken, ct) is { } wrong)
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

                // 2 to 5, 7 and 8. No login that is still open can have asked for an older token. Then 9.
                return rules.JudgeClaims(claims, document.RootElement, registration, options.StateLifetime)
                    ?? JudgeNonce(claims, state)
                    ?? Verify(claims, registration, state, idToken);
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
