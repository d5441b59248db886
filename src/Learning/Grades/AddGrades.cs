using Integration.Learning.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Grades;

/// <summary>Registers this folder.</summary>
internal static class GradesRegistration
{
    internal static IServiceCollection AddGrades(this IServiceCollection services) => services
        .AddSingleton<GradeOutbox>()
        .AddSingleton<GradeDispatchSignal>()
        .AddSingleton<GradeColumns>()
        .AddSingleton<GradeSender>()
        .AddSingleton<IJob, SendDueGrades>()
        .AddHostedService<SendAnnouncedGrades>();
}
