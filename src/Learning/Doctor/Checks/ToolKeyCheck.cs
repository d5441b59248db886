using System.Globalization;
using Integration.Learning.Platforms;
using Integration.Lti.Keys;

namespace Integration.Learning.Doctor.Checks;

/// <summary>The tool's own keys, by which the LMS knows it; one that should have been followed long ago says that the timer stands still.</summary>
internal sealed class ToolKeyCheck(ToolKeySetup keys, IToolKeys published, TimeProvider clock) : ICheck
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public CheckArea Area => CheckArea.ToolKeys;

    public async Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct)
    {
        // Whoever first asks for the key set, as an LMS does, has the first key made.
        await published.GetPublicKeysAsync(ct);
        var all = (await keys.ListAsync(ct)).Value!.Keys;
        var signing = all.First(key => key.State == "signs");
        var isOverdue = all.All(key => key.State != "next") && signing.SignsFrom + KeySchedule.Period - KeySchedule.Ahead + Grace < clock.GetUtcNow();
        var since = signing.SignsFrom.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return [new Finding(CheckArea.ToolKeys, isOverdue ? FindingState.Warning : FindingState.Ok, isOverdue ? "CHK1802" : "CHK1801", signing.Kid, since)];
    }
}
