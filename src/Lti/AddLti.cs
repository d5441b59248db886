using Integration.Lti.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Lti;

/// <summary>Registers the LTI room.</summary>
public static class LtiRoom
{
    /// <summary>
    /// Adds login, launch, keys and deep linking. The caller registers the ports beside it: <c>IPlatformRegistry</c>, <c>IUsedNonces</c>, <c>ILaunchHandler</c>,
    /// <c>ILtiPages</c>, <c>IToolKeys</c>, and where data protection keeps its keys.
    /// </summary>
    public static IServiceCollection AddLti(this IServiceCollection services, LtiToolOptions options)
    {
        services.AddPlatformHttp(options);
        return services;
    }
}
