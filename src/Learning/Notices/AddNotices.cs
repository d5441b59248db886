using Integration.Learning.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Notices;

/// <summary>Registers this folder.</summary>
internal static class NoticesRegistration
{
    internal static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeSubscriptions>()
        .AddSingleton<IJob, SubscribeToNotices>();
}
