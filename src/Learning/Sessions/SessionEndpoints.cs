using Integration.Lti.Registrations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Sessions;

/// <summary>Lets a request in by the session token in its header. Nothing is ambient: a request that a foreign page causes carries no token.</summary>
public static class SessionEndpoints
{
    /// <summary>The header that carries the token, both ways.</summary>
    public const string Header = "X-Session";

    /// <summary>Every endpoint of the group needs an open session; each answer carries a fresh token.</summary>
    public static RouteGroupBuilder RequireSession(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (context, next) =>
        {
            var http = context.HttpContext;
            var services = http.RequestServices;
            var tokens = services.GetRequiredService<SessionTokens>();
            if (http.Request.Headers[Header].ToString() is not { Length: > 0 } token)
            {
                return SessionRefusalEndpoints.Missing(http);
            }

            if (tokens.Open(token) is not { } opened)
            {
                return SessionRefusalEndpoints.Ended;
            }

            if (opened.Standing == SessionStanding.SaveOnly && http.GetEndpoint()?.Metadata.GetMetadata<SavesOwnDraft>() is null)
            {
                return SessionRefusalEndpoints.Ended;
            }

            var session = opened.Session;
            var registration = await services.GetRequiredService<IPlatformRegistry>().FindAsync(new RegistrationId(session.Registration), http.RequestAborted);
            if (registration is null || registration.Deployments.GetValueOrDefault(session.Deployment) != DeploymentStatus.Approved)
            {
                return SessionRefusalEndpoints.Withdrawn;
            }

            // Said once here, so that no address can forget it.
            if (session.IsReadOnly && !HttpMethods.IsGet(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<WritesNothing>() is null)
            {
                return SessionRefusalEndpoints.ReadOnly;
            }

            http.Features.Set(new CurrentSession(session, registration));
            if (opened.Standing == SessionStanding.Open)
            {
                http.Response.Headers[Header] = tokens.Renew(session);
            }

            return await next(context);
        });
        return group;
    }

    /// <summary>Marks an endpoint that saves the caller's own draft and nothing else: it also takes a token that expired within a day.</summary>
    public static TBuilder AlsoWhenExpired<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SavesOwnDraft());

    /// <summary>Marks an endpoint that is posted to and keeps nothing of a session that may only look: such a session reaches no other.</summary>
    public static TBuilder AlsoWhenReadOnly<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new WritesNothing());

    /// <summary>The session of a request that passed <see cref="RequireSession"/>.</summary>
    public static Session Session(this HttpContext http) => Current(http).Session;

    /// <summary>The registration of a request that passed <see cref="RequireSession"/>.</summary>
    public static Registration Registration(this HttpContext http) => Current(http).Registration;

    private static CurrentSession Current(HttpContext http)
        => http.Features.Get<CurrentSession>() ?? throw new InvalidOperationException("This endpoint is mapped outside RequireSession.");

    private sealed record CurrentSession(Session Session, Registration Registration);

    private sealed record SavesOwnDraft;

    private sealed record WritesNothing;
}
