using Integration.Lti.Bind;
using Integration.Lti.DeepLinking;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.Http;
using Integration.Lti.Keys;
using Integration.Lti.Launch;
using Integration.Lti.Login;
using Integration.Lti.Notices;
using Integration.Lti.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integration.Lti;

/// <summary>Registers the LTI room.</summary>
public static class LtiRoom
{
    /// <summary>
    /// Adds login, launch, keys and deep linking. The caller registers the ports beside it: <c>IPlatformRegistry</c>, <c>IUsedNonces</c>, <c>ILaunchHandler</c>,
    /// <c>ILtiPages</c>, <c>IToolKeys</c>, and <c>ILaunchLog</c> and <c>INoticeHandler</c> if it has them; and says where data protection keeps its keys, which every instance of the tool must share.
    /// </summary>
    /// <exception cref="ArgumentException">The public address is not an origin, or is plain http beyond this machine.</exception>
    public static IServiceCollection AddLti(this IServiceCollection services, LtiToolOptions options)
    {
        options.Check();
        services.AddDataProtection();
        services.AddPlatformHttp(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<StateSeal>();
        services.TryAddSingleton<TicketSeal>();
        services.TryAddSingleton<KeyFetch>();
        services.TryAddSingleton<PlatformKeys>();
        services.TryAddSingleton<TokenRules>();

        // Scoped or shorter, so that the ports may live as they like.
        services.TryAddTransient<DeepLinkingResponses>();
        services.TryAddSingleton<ILaunchLog, NoLaunchLog>();
        services.TryAddSingleton<LaunchNotes>();
        services.TryAddScoped<Refusals>();
        services.TryAddScoped<LoginEndpoint>();
        services.TryAddScoped<LaunchValidator>();
        services.TryAddScoped<DeploymentGate>();
        services.TryAddScoped<Admission>();
        services.TryAddScoped<LaunchEndpoint>();
        services.TryAddScoped<BindEndpoint>();
        services.TryAddScoped<ToolJwks>();
        services.TryAddSingleton<INoticeHandler, NoNoticeHandler>();
        services.TryAddScoped<NoticeValidator>();
        services.TryAddScoped<NoticeEndpoint>();
        return services.AddLtiServices().AddDynamicRegistration();
    }
}
