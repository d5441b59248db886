using Integration.Learning.Documents;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Runs;

/// <summary>Where a run stands, or how it ended.</summary>
public enum RosterRunState
{
    /// <summary>Reads the source; nothing is applied yet.</summary>
    Reading,

    /// <summary>Compares what was read with what is stored.</summary>
    Comparing,

    /// <summary>Writes the differences.</summary>
    Applying,

    /// <summary>Waits for a person, because it would end too much.</summary>
    Held,

    /// <summary>Waits for a person, who asked to see the differences first.</summary>
    Previewed,

    /// <summary>Ended: everything is written.</summary>
    Applied,

    /// <summary>Ended: a person dropped it.</summary>
    Dropped,

    /// <summary>Ended: it waited, and another run came in its place.</summary>
    Superseded,

    /// <summary>Ended: the source could not be read; nothing was applied.</summary>
    Failed,
}

/// <summary>Who wanted a run.</summary>
public enum RosterTrigger
{
    /// <summary>The schedule.</summary>
    Schedule,

    /// <summary>A person.</summary>
    Person,
}

/// <summary>The report of one run. It names ids and counts, never a person.</summary>
public sealed record RosterRun : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Who wanted it.</summary>
    public required RosterTrigger Trigger { get; init; }

    /// <summary>Where it stands.</summary>
    public required RosterRunState State { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended or began to wait; null while it works.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Changes since then were asked for; null when everything was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The OneRoster version of the source, once it was opened.</summary>
    public string? Version { get; init; }

    /// <summary>What came of each collection, in the order of reading.</summary>
    public IReadOnlyList<CollectionReport> Collections { get; init; } = [];

    /// <summary>What was odd, by code.</summary>
    public IReadOnlyList<WarningReport> Warnings { get; init; } = [];

    /// <summary>Why it waits for a person; empty when it does not.</summary>
    public IReadOnlyList<HoldReason> Holds { get; init; } = [];

    /// <summary>Who applied or dropped it after it had waited; null when nobody had to.</summary>
    public RosterDecision? Decision { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>HTTP requests to the source.</summary>
    public long Calls { get; init; }

    /// <summary>Bytes read from the source, decompressed.</summary>
    public long Bytes { get; init; }

    /// <summary>Requests to our own storage, as Azure would count them.</summary>
    public long Transactions { get; init; }

    /// <summary>Seconds of work, pauses between steps not counted.</summary>
    public double WorkSeconds { get; init; }
}

/// <summary>What came of one collection.</summary>
/// <param name="Collection">Which.</param>
/// <param name="Mode">What its records meant together.</param>
/// <param name="Read">Records read.</param>
/// <param name="Added">New, or back after they had ended.</param>
/// <param name="Changed">Other content than before.</param>
/// <param name="Ended">Gone from the source, or marked so.</param>
/// <param name="Unchanged">The same as before.</param>
/// <param name="ActiveBefore">How many were there before the run.</param>
/// <param name="Examples">A few ids of each sort.</param>
public sealed record CollectionReport(
    RosterCollection Collection, ReadMode Mode, long Read, long Added, long Changed, long Ended, long Unchanged, long ActiveBefore, ChangeExamples Examples);

/// <summary>A few sourcedIds of what a run does, so that a person can look some up.</summary>
public sealed record ChangeExamples(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Ended);

/// <summary>One sort of warning.</summary>
/// <param name="Code">Stable, such as <c>RST2001</c>.</param>
/// <param name="Sentence">What is odd and what was done about it, in English.</param>
/// <param name="Count">How often.</param>
/// <param name="Examples">The first few.</param>
public sealed record WarningReport(string Code, string Sentence, long Count, IReadOnlyList<WarningExample> Examples);

/// <summary>Where a warning comes from: never a name or an address of a person.</summary>
public sealed record WarningExample(RosterCollection? Collection = null, string? Id = null, string? File = null, long? Line = null);

/// <summary>Why a run waits for a person.</summary>
/// <param name="Code">Stable, such as <c>RST3001</c>.</param>
/// <param name="Collection">The collection it is about; null for a preview.</param>
/// <param name="Ends">How many would end.</param>
/// <param name="Of">Of how many.</param>
public sealed record HoldReason(string Code, RosterCollection? Collection, long Ends, long Of);

/// <summary>A person who may apply or drop a run.</summary>
/// <param name="Desk">From where.</param>
/// <param name="Id">The account on that machine, or the learner id of the session; never a name.</param>
public sealed record RosterDecider(RosterDesk Desk, string Id);

/// <summary>From where a person decides.</summary>
public enum RosterDesk
{
    /// <summary>The command line of the tool.</summary>
    CommandLine,

    /// <summary>The administrators' page, opened from an LMS.</summary>
    Page,
}

/// <summary>What became of a run that waited.</summary>
/// <param name="By">Who said so.</param>
/// <param name="Applied">True for applied, false for dropped.</param>
/// <param name="At">When.</param>
public sealed record RosterDecision(RosterDecider By, bool Applied, DateTimeOffset At);

/// <summary>Why a run failed.</summary>
/// <param name="Code">Stable: one of the source's faults or of ours.</param>
/// <param name="Sentence">What happened and what to do, in English.</param>
/// <param name="Detail">Facts for an admin.</param>
/// <param name="Collection">What was being read.</param>
public sealed record RunFault(string Code, string Sentence, string? Detail = null, RosterCollection? Collection = null);
