using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.OneRoster.Rostering;
using Integration.Tables;

namespace Integration.Learning.Roster.Runs;

/// <summary>
/// Where a source stands: the lease, the run under way with its checkpoint, and the run that waits. One document, so that a checkpoint, the lease and the
/// switch to a new roster are each one write against the revision that was read; whoever lost the lease fails at it.
/// </summary>
internal sealed record RosterState : IDocument
{
    public int V { get; init; } = 1;

    /// <summary>Counts how often the lease was taken; part of every staged row's key, so that two workers never write the same one.</summary>
    public int Epoch { get; init; }

    public RosterLease? Lease { get; init; }

    public RunProgress? Current { get; init; }

    public RunProgress? Waiting { get; init; }

    /// <summary>Ended runs whose staged rows are still to be deleted.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    public string? AppliedRun { get; init; }

    public DateTimeOffset? Cursor { get; init; }

    public DateTimeOffset? LastFullAt { get; init; }

    /// <summary>The source's own number of what was applied last, where it has one.</summary>
    public string? Revision { get; init; }

    /// <summary>True when the next run must read everything: the last one failed, so nobody knows what it would have said.</summary>
    public bool FullNext { get; init; }

    /// <summary>The collections that the last full run read: of any other, changes alone would not do.</summary>
    public IReadOnlyList<RosterCollection> Covered { get; init; } = [];

    public IReadOnlyDictionary<RosterCollection, long> Active { get; init; } = new Dictionary<RosterCollection, long>();
}

/// <summary>Who works on the roster, until when.</summary>
internal sealed record RosterLease(string Holder, DateTimeOffset Until);

/// <summary>The checkpoint of one run: enough to go on in another process.</summary>
internal sealed record RunProgress
{
    public required string Run { get; init; }

    public required RosterTrigger Trigger { get; init; }

    public required bool Preview { get; init; }

    public required RosterBrake Brake { get; init; }

    public required RosterRunState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>What was applied when this run was compared.</summary>
    public string? BasedOn { get; init; }

    /// <summary>Null until the source was opened.</summary>
    public string? Version { get; init; }

    public DateTimeOffset? ServerTime { get; init; }

    public string? Revision { get; init; }

    public IReadOnlyDictionary<RosterCollection, ReadMode> Modes { get; init; } = new Dictionary<RosterCollection, ReadMode>();

    /// <summary>What the source offered, before it refused anything: the same again, or it is not the same source any more.</summary>
    public IReadOnlyDictionary<RosterCollection, ReadMode> Offered { get; init; } = new Dictionary<RosterCollection, ReadMode>();

    /// <summary>The collection being read, as its place in the order of reading; the number of collections once all are.</summary>
    public int Reading { get; init; }

    /// <summary>Up to where that collection is staged.</summary>
    public string? Position { get; init; }

    /// <summary>The flushes that count, as <c>epoch-number</c>; a staged row of any other is a leftover of a killed worker.</summary>
    public IReadOnlyList<string> Flushes { get; init; } = [];

    /// <summary>Bytes staged, before compression.</summary>
    public long Staged { get; init; }

    /// <summary>True for the first run of all, which finds nothing that could end: it is counted while it is applied, and read once instead of twice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CountsAsItWrites { get; init; }

    /// <summary>The next step: the buckets of the catalogue, then those of the people, then (in a first run) what follows from them.</summary>
    public int Bucket { get; init; }

    public IReadOnlyList<CollectionReport> Collections { get; init; } = [];

    public IReadOnlyList<WarningReport> Warnings { get; init; } = [];

    /// <summary>Collections of which a record was left out, so that absence from them proves nothing.</summary>
    public IReadOnlyList<RosterCollection> Torn { get; init; } = [];

    /// <summary>Enrolments that changes brought for another person than they are stored under, as parts of keys: found while counting, ended there while applying.</summary>
    public IReadOnlyList<string> Moved { get; init; } = [];

    public IReadOnlyList<HoldReason> Holds { get; init; } = [];

    /// <summary>Who let it go on after it had waited; null when nobody had to.</summary>
    public RosterDecision? Decision { get; init; }

    public long Calls { get; init; }

    public long Bytes { get; init; }

    public long Transactions { get; init; }

    public double WorkSeconds { get; init; }

    /// <summary>Not tried before this time, after a fault that may pass.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Faults since the last page that was kept.</summary>
    public int Attempts { get; init; }

    /// <summary>The last fault that might pass, for the report of a run that gives up.</summary>
    public string? LastFault { get; init; }
}

/// <summary>Some records as they were read, compressed, until the run has ended.</summary>
internal sealed record StageChunk : IDocument
{
    public int V { get; init; } = 1;

    public required byte[] Data { get; init; }
}

/// <summary>
/// The kinds of this folder. <c>roster!{district}!{source}</c> holds <c>state</c> (point reads) and <c>run!{newest first}</c> (the reports: one range);
/// <c>roster!{district}!{source}!stage!{run}!{group}</c> holds what was read for a group of buckets: <c>{collection}!{flush}!{part}</c>, one range.
/// </summary>
internal static class RunDocuments
{
    public static readonly DocumentKind<RosterState> State =
        new("roster state", 1, RunJson.Default.RosterState, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<RosterRun> Run =
        new("roster run", 1, RunJson.Default.RosterRun, DataClass.Audit, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<StageChunk> Stage =
        new("roster stage", 1, RunJson.Default.StageChunk, DataClass.Identity, Subject.Class, Retention.Hours);

    public static IReadOnlyList<DocumentKind> All { get; } = [State, Run, Stage];

    public static Key StateRow { get; } = Key.Of("state");

    public static KeyRange Runs => KeyRange.Under(Key.Of("run"));

    public static Key RunRow(RosterRunId run) => Key.Of("run", run.NewestFirst);

    public static Key StageGroup(RosterRef roster, string run, string group) =>
        Key.Of("roster", roster.District.Value, roster.Source.Value, "stage", run, group);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RosterState))]
[JsonSerializable(typeof(RosterRun))]
[JsonSerializable(typeof(StageChunk))]
internal sealed partial class RunJson : JsonSerializerContext;
