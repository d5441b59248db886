using Integration.Lti.Bind;
using Integration.Lti.Faults;
using Integration.Lti.Http;
using Integration.Lti.Keys;
using Integration.Lti.Launch;
using Integration.Lti.Login;
using Integration.Lti.Notices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Lti;

/// <summary>Maps the tool's fixed LTI addresses.</summary>
public static class LtiEndpoints
{
    private static readonly string[] GetAndPost = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>
    /// Maps login, launch, bind, notices and the key set. Launch and login are posted to from other sites by design: <c>state</c> and the browser binding, not an
    /// anti-forgery token, are what protects them.
    /// </summary>
    public static IEndpointRouteBuilder MapLti(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(LtiRoutes.Login, GetAndPost, static http => LoginAsync(http, null));
        endpoints.MapMethods(LtiRoutes.Login + "/{registration}", GetAndPost, static http => LoginAsync(http, (string?)http.GetRouteValue("registration")));

        endpoints.MapPost(LtiRoutes.Launch, static http => AnswerAsync(http, Service<LaunchEndpoint>(http).AnswerAsync));
        endpoints.MapPost(LtiRoutes.Bind, static http => AnswerAsync(http, Service<BindEndpoint>(http).AnswerAsync));
        endpoints.MapGet(LtiRoutes.Launch, static http => RefuseGetAsync(http));
        endpoints.MapGet(LtiRoutes.Bind, static http => RefuseGetAsync(http));

        // The platform's own server posts here; each notice brings its signature.
        endpoints.MapPost(LtiRoutes.Notices, static http => AnswerAsync(http, Service<NoticeEndpoint>(http).AnswerAsync));

        endpoints.MapGet(LtiRoutes.Jwks, static http => AnswerAsync(http, Service<ToolJwks>(http).AnswerAsync));
        return endpoints;
    }

    private static Task LoginAsync(HttpContext http, string? registration)
        => AnswerAsync(http, (context, ct) => Service<LoginEndpoint>(context).AnswerAsync(context, registration, ct));

    /// <summary>Someone reloaded, bookmarked or typed the address: a page that says where to begin.</summary>
    private static Task RefuseGetAsync(HttpContext http)
    {
        ResponseHeaders.KeepPrivate(http);
        http.Response.Headers.Allow = HttpMethods.Post;
        return Service<Refusals>(http).Refuse(http, new LtiFault(LaunchFaults.NotPosted), new Attempt()).ExecuteAsync(http);
    }

    private static async Task AnswerAsync(HttpContext http, Func<HttpContext, CancellationToken, Task<IResult>> answer)
        => await (await answer(http, http.RequestAborted)).ExecuteAsync(http);

    private static T Service<T>(HttpContext http)
        where T : notnull
        => http.RequestServices.GetRequiredService<T>();
}
