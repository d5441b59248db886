using Integration.Lti;
using Microsoft.Extensions.Logging;

namespace Integration.Learning.Doctor;

/// <summary>Looks at the whole connection to an LMS at once: every check has the same short time, and none hides the others.</summary>
public sealed partial class PlatformDoctor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<ICheck> checks;
    private readonly LtiToolOptions tool;
    private readonly TimeProvider clock;
    private readonly ILogger<PlatformDoctor> log;

    internal PlatformDoctor(IEnumerable<ICheck> checks, LtiToolOptions tool, TimeProvider clock, ILogger<PlatformDoctor> log)
        => (this.checks, this.tool, this.clock, this.log) = ([.. checks], tool, clock, log);

    /// <summary>Checks one connection, in seconds.</summary>
    public async Task<DoctorReport> CheckAsync(CheckSubject subject, CancellationToken ct)
    {
        var found = await Task.WhenAll(checks.Select(check => LookAsync(check, subject, ct)));
        return new DoctorReport(clock.GetUtcNow(), tool.PublicUrl, subject, [.. found.SelectMany(findings => findings).OrderBy(finding => finding.Area)]);
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(ICheck check, CheckSubject subject, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            // Even a check that does not listen to its token is not waited for.
            return await check.LookAsync(subject, stop.Token).WaitAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return [new Finding(check.Area, FindingState.Failed, "CHK1902", (int)Patience.TotalSeconds)];
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogBroke(check.Area, fault);
            return [new Finding(check.Area, FindingState.Failed, "CHK1901", fault.GetType().Name)];
        }
    }

    [LoggerMessage(7004, LogLevel.Error, "The check of {Area} broke.")]
    private partial void LogBroke(CheckArea area, Exception fault);
}
