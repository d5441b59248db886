using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;

namespace Integration.Learning.Roster.Admin;

/// <summary>What a district's administrator sees of its roster: ids and counts, never a name.</summary>
/// <param name="Sources">The sources; empty where the district has no roster.</param>
/// <param name="Join">How LMS and roster fit together; null where the district has no roster.</param>
/// <param name="Now">The time of reading.</param>
public sealed record RosterAdminView(IReadOnlyList<RosterSourceView> Sources, JoinReport? Join, DateTimeOffset Now);

/// <summary>One source.</summary>
/// <param name="Source">Its settings.</param>
/// <param name="Next">When it is read next by itself; null when it is not.</param>
/// <param name="Current">The run under way; null when none is.</param>
/// <param name="Waiting">The run that waits for a person; null when none does.</param>
/// <param name="Wanted">True when a run was asked for and has not begun.</param>
/// <param name="Runs">The newest reports.</param>
public sealed record RosterSourceView(
    RosterSource Source, DateTimeOffset? Next, RosterRunId? Current, RosterRun? Waiting, bool Wanted, IReadOnlyList<RosterRun> Runs);
