using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>Whether a run may go on by itself.</summary>
internal static class BrakeRules
{
    /// <summary>The reasons to wait for a person, none when there is none.</summary>
    internal static IReadOnlyList<HoldReason> Judge(IReadOnlyList<CollectionReport> collections, RosterBrake brake, bool preview)
    {
        var reasons = new List<HoldReason>();
        foreach (var report in collections)
        {
            if (report is { Mode: ReadMode.Complete, Read: 0, ActiveBefore: > 0 })
            {
                reasons.Add(new HoldReason(RosterCodes.CameEmpty.Code, report.Collection, report.Ended, report.ActiveBefore));
            }
            else if (report.Collection is RosterCollection.Classes or RosterCollection.Users or RosterCollection.Enrollments
                && report.Ended >= brake.AtLeast
                && report.Ended > brake.Share * report.ActiveBefore)
            {
                reasons.Add(new HoldReason(RosterCodes.EndsTooMany.Code, report.Collection, report.Ended, report.ActiveBefore));
            }
        }

        if (preview)
        {
            reasons.Add(new HoldReason(RosterCodes.Preview.Code, null, 0, 0));
        }

        return reasons;
    }
}
