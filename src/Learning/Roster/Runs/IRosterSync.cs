using Integration.OneRoster;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>Opens the source of a roster; called only when a step has to read from it.</summary>
public delegate Task<OneRosterResult<IRosterReader>> OpenRoster(CancellationToken ct);

/// <summary>
/// The runs of a roster: read, compare, brake, apply, report. A run is begun once and then worked on in steps, by any process, until it ends or waits for a
/// person. Killed anywhere, the next step goes on.
/// </summary>
public interface IRosterSync
{
    /// <summary>Begins a run, or refuses because one is under way. A run that waits for a person stays until another is applied or comes to wait itself.</summary>
    Task<SetupResult<RosterRunId>> BeginAsync(RosterRef roster, RosterRunRequest request, CancellationToken ct);

    /// <summary>Works until the run has ended or waits, or until the deadline. With no run under way it only clears up what the last one left.</summary>
    Task<RosterStep> StepAsync(RosterRef roster, OpenRoster open, DateTimeOffset deadline, IProgress<RosterProgress>? progress, CancellationToken ct);

    /// <summary>Lets a run that waits go on; the next steps apply it. Refused when it does not wait (any more). Who said so stands in the report.</summary>
    Task<SetupResult<RosterRunId>> ApplyHeldAsync(RosterRef roster, RosterRunId run, RosterDecider by, CancellationToken ct);

    /// <summary>Drops a run that waits: nothing of it is applied. Who said so stands in the report.</summary>
    Task<SetupResult<RosterRunId>> DropHeldAsync(RosterRef roster, RosterRunId run, RosterDecider by, CancellationToken ct);

    /// <summary>Where the roster stands.</summary>
    Task<RosterStatus> StatusAsync(RosterRef roster, CancellationToken ct);

    /// <summary>The reports, newest first, a page at a time.</summary>
    Task<RosterRunPage> ListAsync(RosterRef roster, int limit, string? continuation, CancellationToken ct);

    /// <summary>One report, or null.</summary>
    Task<RosterRun?> FindAsync(RosterRef roster, RosterRunId run, CancellationToken ct);
}

/// <summary>What is wanted of a run.</summary>
/// <param name="Trigger">Who wants it.</param>
/// <param name="Preview">True to stop before anything is applied and wait for a person.</param>
/// <param name="Full">True to read everything even where changes would do.</param>
/// <param name="Brake">When to wait for a person.</param>
public sealed record RosterRunRequest(RosterTrigger Trigger, bool Preview, bool Full, RosterBrake Brake)
{
    /// <summary>After this time everything is read again, because some sources never say what is gone.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromDays(7);
}

/// <summary>
/// How much a run may end by itself: it waits when it would end at least <paramref name="AtLeast"/> classes, users or enrolments and more than
/// <paramref name="Share"/> of them, or finds a collection empty that was not.
/// </summary>
public sealed record RosterBrake(double Share = 0.2, int AtLeast = 5);

/// <summary>How a step came out.</summary>
/// <param name="Outcome">What to do next.</param>
/// <param name="Run">The run that was worked on; null when there was none.</param>
/// <param name="NotBefore">When to come again, after <see cref="RosterStepOutcome.Later"/>.</param>
public sealed record RosterStep(RosterStepOutcome Outcome, RosterRun? Run = null, DateTimeOffset? NotBefore = null);

/// <summary>What to do after a step.</summary>
public enum RosterStepOutcome
{
    /// <summary>Nothing is under way and nothing is left to clear up.</summary>
    Idle,

    /// <summary>The deadline came; the next step goes on.</summary>
    Unfinished,

    /// <summary>The source is not to be had now; come again later.</summary>
    Later,

    /// <summary>Another worker is at it.</summary>
    Busy,

    /// <summary>The run ended or waits for a person, and nothing is left to clear up.</summary>
    Finished,
}

/// <summary>How far a run is, for a progress bar.</summary>
/// <param name="State">Its phase.</param>
/// <param name="Collection">What is being read; null in the other phases.</param>
/// <param name="Done">Records read, or buckets done.</param>
/// <param name="Of">How many there will be; null when nobody knows.</param>
public sealed record RosterProgress(RosterRunState State, RosterCollection? Collection, long Done, long? Of);

/// <summary>Where a roster stands.</summary>
/// <param name="Current">The run under way; null when none is.</param>
/// <param name="Waiting">The run that waits for a person; null when none does.</param>
/// <param name="AppliedRun">The last run that was applied.</param>
/// <param name="Cursor">Up to when the roster is known to be complete: the next run asks for changes since then.</param>
/// <param name="LastFullAt">When everything was last read and applied.</param>
/// <param name="NotBefore">The current run is not tried before this time.</param>
/// <param name="Active">Active records by collection.</param>
public sealed record RosterStatus(
    RosterRunId? Current,
    RosterRunId? Waiting,
    RosterRunId? AppliedRun,
    DateTimeOffset? Cursor,
    DateTimeOffset? LastFullAt,
    DateTimeOffset? NotBefore,
    IReadOnlyDictionary<RosterCollection, long> Active);

/// <summary>Some reports, newest first.</summary>
public sealed record RosterRunPage(IReadOnlyList<RosterRun> Runs, string? Continuation);
