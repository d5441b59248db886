using Integration.Lti;
using Integration.Lti.Services;

namespace Integration.Learning.Doctor.Checks;

/// <summary>The LMS's key set, fetched afresh, and the clock of the server that gives it.</summary>
internal sealed class KeysCheck(PlatformProbe probe, LtiToolOptions tool) : ICheck
{
    private const int MostNamed = 10;

    public CheckArea Area => CheckArea.Keys;

    public async Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct)
    {
        var host = subject.Platform.JwksUri.Host;
        if (!(await probe.ReadKeysAsync(subject.Registration, ct)).TryGetValue(out var seen, out var fault))
        {
            return
            [
                new Finding(CheckArea.Keys, FindingState.Failed, "CHK1002", host) { Fault = fault },
                Clock(null),
            ];
        }

        return
        [
            seen.Kids.Count > 0
                ? new Finding(CheckArea.Keys, FindingState.Ok, "CHK1001", seen.Kids.Count, host, string.Join(", ", seen.Kids.Take(MostNamed)))
                : new Finding(CheckArea.Keys, FindingState.Failed, "CHK1003", host),
            Clock(seen.ClockAhead),
        ];
    }

    private Finding Clock(TimeSpan? ahead) => ahead is not { } difference
        ? new Finding(CheckArea.Clock, FindingState.Unknown, "CHK1104")
        : Math.Abs(difference.TotalSeconds) switch
        {
            <= ClockRules.Unremarkable => new Finding(CheckArea.Clock, FindingState.Ok, "CHK1101", Seconds(difference)) { IsCounted = true },
            var off when off <= tool.ClockSkew.TotalSeconds => new Finding(CheckArea.Clock, FindingState.Warning, "CHK1102", Seconds(difference), Seconds(tool.ClockSkew)),
            _ => new Finding(CheckArea.Clock, FindingState.Failed, "CHK1103", Seconds(difference), Seconds(tool.ClockSkew)),
        };

    private static int Seconds(TimeSpan difference) => (int)Math.Clamp(Math.Abs(difference.TotalSeconds), 0, int.MaxValue);
}
