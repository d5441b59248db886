using Integration.Learning.Launches.Log;
using Integration.Lti.DynamicRegistration.Families;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Learning.Doctor.Checks;

/// <summary>What the last launches tell: how they came to their browser, what was refused, what was offered and what was not filled in.</summary>
internal sealed class LaunchesCheck(LaunchLogStore log, LaunchLogWriter writer, TimeProvider clock) : ICheck
{
    private const int Days = 7;
    private const int Most = 500;
    private const int Newest = 20;
    private const int MostCodes = 3;
    private const int MostVariables = 10;

    // Until then its other half may still come.
    private static readonly TimeSpan StorageTime = TimeSpan.FromMinutes(2);

    // Filled in only while somebody acts as another person.
    private static readonly string ActingAs = CanvasPlacement.Custom[CanvasPlacement.MasqueradeName];

    public CheckArea Area => CheckArea.Launches;

    public async Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct)
    {
        // The launch that led here is in the log when it is read.
        await writer.WriteAsync(ct);
        var asked = new LaunchLogQuery(clock.GetUtcNow().AddDays(-Days), Most) { Deployment = subject.OnlyThisDeployment ? subject.Deployment : null };
        var lines = (await log.ReadAsync(new RegistrationId(subject.Platform.Id), asked, ct)).Lines;
        return lines.Count == 0
            ? [new Finding(CheckArea.Launches, FindingState.Unknown, "CHK1304", Days), new Finding(CheckArea.Variables, FindingState.Unknown, "CHK1703")]
            : [Binding(lines), .. Refusals(lines), .. Clock(lines), .. Offers(subject, lines), Variables(subject, lines)];
    }

    private Finding Binding(IReadOnlyList<LaunchLine> lines)
    {
        var (admitted, now) = (lines.Where(line => line.Outcome is LaunchOutcome.Admitted).ToList(), clock.GetUtcNow());
        var cookie = admitted.Count(line => line.Rung == "cookie");
        var stuck = lines.Count(line => line.Outcome is LaunchOutcome.NewWindow || (line.Outcome is LaunchOutcome.AskedStorage && now - line.At > StorageTime));
        return stuck * 10 > admitted.Count
            ? new Finding(CheckArea.Launches, FindingState.Warning, "CHK1302", stuck, admitted.Count + stuck)
            : new Finding(CheckArea.Launches, FindingState.Ok, "CHK1301", cookie, admitted.Count - cookie, stuck);
    }

    private static IEnumerable<Finding> Refusals(IReadOnlyList<LaunchLine> lines)
    {
        var refused = lines.Where(line => line.Code is not null).GroupBy(line => line.Code!, StringComparer.Ordinal).OrderByDescending(same => same.Count()).ToList();
        return refused.Count == 0
            ? [new Finding(CheckArea.Launches, FindingState.Ok, "CHK1401", lines.Count)]
            : refused.Take(MostCodes).Select(same =>
                new Finding(CheckArea.Launches, FindingState.Warning, "CHK1402", same.Count(), lines.Count, same.Key, same.First().Reference) { Refusal = same.Key, IsCounted = true });
    }

    // The quickest of the last launches: the others also measure how long a browser took.
    private static IEnumerable<Finding> Clock(IReadOnlyList<LaunchLine> lines)
    {
        if (lines.Take(Newest).Min(line => line.SecondsOld) is { } quickest)
        {
            // Below zero by the tool's clock: the LMS's is ahead.
            var (isAhead, seconds) = (quickest < 0, Math.Abs(quickest));
            yield return seconds <= ClockRules.Unremarkable
                ? new Finding(CheckArea.Clock, FindingState.Ok, isAhead ? "CHK1114" : "CHK1111", seconds) { IsCounted = true }
                : new Finding(CheckArea.Clock, FindingState.Warning, isAhead ? "CHK1112" : "CHK1113", seconds);
        }
    }

    private static IEnumerable<Finding> Offers(CheckSubject subject, IReadOnlyList<LaunchLine> lines)
    {
        var offered = lines.Where(line => line.Outcome is LaunchOutcome.Admitted).Take(Newest).SelectMany(line => line.Services).Distinct(StringComparer.Ordinal).ToList();
        var lacking = WantedScopes.Of(subject.Platform).Select(ServiceScopes.ShortName).Except(offered, StringComparer.Ordinal).ToList();
        yield return lacking.Count == 0
            ? new Finding(CheckArea.Access, FindingState.Ok, "CHK1511", string.Join(", ", offered))
            : new Finding(CheckArea.Access, FindingState.Warning, "CHK1512", string.Join(", ", lacking));
    }

    private static Finding Variables(CheckSubject subject, IReadOnlyList<LaunchLine> lines)
    {
        var isCanvas = string.Equals(subject.Registration.ProductFamily, "canvas", StringComparison.OrdinalIgnoreCase);
        var unresolved = lines.Take(Newest).SelectMany(line => line.Unresolved)
            .Where(variable => variable != ActingAs && (isCanvas || !variable.StartsWith("$Canvas.", StringComparison.Ordinal)))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return unresolved.Count == 0
            ? new Finding(CheckArea.Variables, FindingState.Ok, "CHK1701")
            : new Finding(CheckArea.Variables, FindingState.Warning, "CHK1702", string.Join(", ", unresolved.Take(MostVariables)));
    }
}
