using Integration.Lti.Faults;
using Integration.Lti.Http;
using Integration.Lti.Launch;
using Integration.Lti.Quirks;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Lti.Login;

/// <summary>
/// Step 1 and 2 of a launch: takes the platform's login initiation and sends the browser on with an authentication request. Stores nothing.
/// See <see href="https://www.imsglobal.org/spec/security/v1p0#platform-originating-messages">Security Framework 5.1.1</see>.
/// </summary>
internal sealed class LoginEndpoint(
    IPlatformRegistry registry, StateSeal seal, ILtiPages pages, Refusals refusals, LtiToolOptions options, TimeProvider clock)
{
    private readonly string launchAddress = new Uri(options.PublicUrl, LtiRoutes.Launch).AbsoluteUri;

    /// <summary>Answers <c>/lti/login</c> and <c>/lti/login/{registration}</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, string? registrationKey, CancellationToken ct)
    {
        ResponseHeaders.KeepPrivate(http);
        var attempt = new Attempt();
        var begun = http.Request.Query["again"] is [var again] && registrationKey is not null && HttpMethods.IsGet(http.Request.Method)
            ? await ResumeAsync(again ?? "", registrationKey, attempt, ct)
            : await BeginAsync(http, registrationKey, attempt, ct);

        return begun.TryGetValue(out var login, out var fault) ? SendOn(http, login) : refusals.Refuse(http, fault, attempt);
    }

    private async Task<LtiResult<Begun>> BeginAsync(HttpContext http, string? registrationKey, Attempt attempt, CancellationToken ct)
    {
        LtiResult<LoginRequest> read;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            var body = await FormBody.ReadAsync(http, LoginFaults.NotAForm, LoginFaults.FormTooLarge, ct);
            read = body.TryGetValue(out var form, out var unreadable) ? LoginRequest.Read(name => form[name], attempt) : unreadable;
        }
        else
        {
            read = LoginRequest.Read(name => http.Request.Query[name], attempt);
        }

        if (!read.TryGetValue(out var request, out var fault))
        {
            return fault;
        }

        var found = registrationKey is null ? await FindByIssuerAsync(request, ct) : await FindByKeyAsync(registrationKey, request, ct);
        if (!found.TryGetValue(out var registration, out var unknown))
        {
            return unknown;
        }

        attempt.Found(registration);
        return new Begun(registration, request.Hints, request.StorageTarget ?? ProductQuirks.Of(registration).StorageTarget, MayStartOver: true);
    }

    /// <summary>The new-window rung: the same person starts over, top-level, with the hints of the login that could not be tied to its browser.</summary>
    private async Task<LtiResult<Begun>> ResumeAsync(string again, string registrationKey, Attempt attempt, CancellationToken ct)
    {
        if (seal.OpenAgain(again) is not { } login || login.Registration.Value != registrationKey || clock.GetUtcNow() >= login.ExpiresAt)
        {
            return new LtiFault(LoginFaults.LoginAgainBroken);
        }

        if (await registry.FindAsync(login.Registration, ct) is not { } registration)
        {
            return new LtiFault(LoginFaults.RegistrationUnknown);
        }

        attempt.Found(registration);
        return new Begun(registration, login.Hints, StorageTarget: null, MayStartOver: false);
    }

    private async Task<LtiResult<Registration>> FindByKeyAsync(string key, LoginRequest request, CancellationToken ct)
    {
        var registration = key.Length > 64 ? null : await registry.FindAsync(new RegistrationId(key), ct);
        return registration switch
        {
            null => new LtiFault(LoginFaults.RegistrationUnknown),
            _ when registration.Issuer != request.Issuer => new LtiFault(LoginFaults.IssuerMismatch, $"registered issuer: {registration.Issuer}"),
            _ when request.ClientId is not null && registration.ClientId != request.ClientId
                => new LtiFault(LoginFaults.ClientMismatch, $"registered client id: {registration.ClientId}"),
            _ => registration,
        };
    }

    private async Task<LtiResult<Registration>> FindByIssuerAsync(LoginRequest request, CancellationToken ct)
    {
        var found = await registry.FindByIssuerAsync(request.Issuer, request.ClientId, ct);
        if (found.Count == 1)
        {
            return found[0];
        }

        if (found.Count > 1)
        {
            // Never the first of several: on a shared issuer that would be another school.
            return new LtiFault(LoginFaults.RegistrationAmbiguous, $"{found.Count} registrations share this issuer");
        }

        var issuerIsKnown = request.ClientId is not null && (await registry.FindByIssuerAsync(request.Issuer, clientId: null, ct)).Count > 0;
        return new LtiFault(issuerIsKnown ? LoginFaults.ClientUnknown : LoginFaults.IssuerUnknown);
    }

    private IResult SendOn(HttpContext http, Begun login)
    {
        var now = clock.GetUtcNow();
        var secret = BindingCookie.NewSecret();
        var state = new LoginState
        {
            Registration = login.Registration.Id,
            StateId = BindingCookie.NewStateId(now),
            Nonce = BindingCookie.NewSecret(),
            BindingHash = BindingCookie.Hash(secret),
            ExpiresAt = now + options.StateLifetime,
            StorageTarget = login.StorageTarget,
            Hints = login.MayStartOver && login.Hints.CanBeCarried ? login.Hints : null,
        };

        BindingCookie.Set(http, state.StateId, secret, options.StateLifetime);
        var next = AuthenticationRequest(login, state);
        return login.StorageTarget is null
            ? Results.Redirect(next)
            : pages.StoreBinding(http, new StoreBindingStep(
                login.Registration.LmsOrigin,
                login.StorageTarget,
                BindingCookie.StorageKey(state.StateId),
                secret,
                new Uri(next)));
    }

    /// <summary>See <see href="https://www.imsglobal.org/spec/security/v1p0#step-2-authentication-request">Security Framework 5.1.1.2</see>.</summary>
    private string AuthenticationRequest(Begun login, LoginState state)
    {
        var parameters = new List<KeyValuePair<string, string?>>(11)
        {
            new("scope", "openid"),
            new("response_type", "id_token"),
            new("response_mode", "form_post"),
            new("prompt", "none"),
            new("client_id", login.Registration.ClientId),
            new("redirect_uri", launchAddress),
            new("login_hint", login.Hints.LoginHint),
            new("nonce", state.Nonce),
            new("state", seal.Seal(state)),
        };
        if (login.Hints.MessageHint is { } messageHint)
        {
            parameters.Add(new("lti_message_hint", messageHint));
        }

        return QueryHelpers.AddQueryString(login.Registration.LmsOrigin + login.Registration.AuthorizationEndpoint.PathAndQuery, parameters);
    }

    private sealed record Begun(Registration Registration, LoginHints Hints, string? StorageTarget, bool MayStartOver);
}
