using System.Globalization;
using System.Text.Json.Serialization;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Learning.Grades;

/// <summary>What the gradebook holds of one student's work, as far as we know: the class view reads it, the grade rules decide by it.</summary>
public sealed record GradeLedger : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>Whose.</summary>
    public required string Learner { get; init; }

    /// <summary>The last score that was put in the outbox; null when none was.</summary>
    public QueuedScore? Last { get; init; }

    /// <summary>The last score the LMS took; what its gradebook shows unless somebody changed it there.</summary>
    public QueuedScore? Posted { get; init; }

    /// <summary>When the LMS took the last score; null while it waits.</summary>
    public DateTimeOffset? PostedAt { get; init; }

    /// <summary>Why the last score is parked (a service fault code); null when it is not.</summary>
    public string? ParkedCode { get; init; }
}

/// <summary>One score on its way, the same on every try.</summary>
/// <param name="Id">Tells it from later ones.</param>
/// <param name="Timestamp">The time of the student's or teacher's own act, strictly later than the one before.</param>
/// <param name="ActivityProgress">How far the student is.</param>
/// <param name="GradingProgress">How far the grading is.</param>
/// <param name="ScoreGiven">The score, or null for none.</param>
/// <param name="ScoreMaximum">The column's maximum.</param>
public sealed record QueuedScore(
    string Id, DateTimeOffset Timestamp, ActivityProgress ActivityProgress, GradingProgress GradingProgress, decimal? ScoreGiven, decimal ScoreMaximum)
{
    /// <summary>When the student handed in the work that it is for.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>True when it tells of work just handed in, false when it grades work the LMS has heard of.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNewSubmission { get; init; }
}

/// <summary>Scores of one student and work that the LMS has not taken yet, oldest first. The row is there only while there are some.</summary>
public sealed record OutboxEntry : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The work.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its round.</summary>
    public required string Round { get; init; }

    /// <summary>Whose.</summary>
    public required string Learner { get; init; }

    /// <summary>The placed link whose line item takes the scores.</summary>
    public required string LinkId { get; init; }

    /// <summary>Oldest first; never empty.</summary>
    public required IReadOnlyList<QueuedScore> Scores { get; init; }

    /// <summary>Tries of the first score so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Not tried before this time.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>True when a teacher asked for the first score to be sent again: a grade changed in the LMS does not keep it back this time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Insists { get; init; }

    /// <summary>Until when a worker holds it; another may take it afterwards.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }
}

/// <summary>Says that a class may have scores waiting. One without any is harmless and is removed.</summary>
public sealed record DuePointer : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The district.</summary>
    public required string District { get; init; }

    /// <summary>The class.</summary>
    public required string Class { get; init; }
}

/// <summary>Keys of grades, each with the query it serves.</summary>
public static class GradeKeys
{
    /// <summary>How many partitions the due pointers are spread over, so that a bell does not make one hot.</summary>
    public const int DuePartitions = 16;

    /// <summary>Point read at every send and answer; written in the same batch as the work.</summary>
    public static Key Ledger(WorkId id) => Key.Of("grade", id.ActivityId, id.Round, id.Learner.Value);

    /// <summary>The class view's gradebook column: one range.</summary>
    public static KeyRange Ledgers(string activityId, string round) => KeyRange.Under(Key.Of("grade", activityId, round));

    /// <summary>Point read at every send and answer; written in the same batch as the work.</summary>
    public static Key Outbox(WorkId id) => Key.Of("outbox", id.ActivityId, id.Round, id.Learner.Value);

    /// <summary>What a worker reads of a class that is due: one range, empty most of the time.</summary>
    public static KeyRange Outboxes => KeyRange.Under(Key.Of("outbox"));

    /// <summary>One of the partitions the timer reads.</summary>
    public static Key Due(int partition) => Key.Of("due", partition.ToString("D2", CultureInfo.InvariantCulture));

    /// <summary>The partition of a class's pointer: the first byte of its id, which is a hash.</summary>
    public static Key Due(ClassRef @class) => Due(int.Parse(@class.Id.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % DuePartitions);

    /// <summary>A class's pointer.</summary>
    public static Key DueRow(ClassRef @class) => Key.Of(@class.District.Value, @class.Id);
}

/// <summary>The kinds of document that hold grades.</summary>
public static class GradeDocuments
{
    /// <summary>What the gradebook holds.</summary>
    public static readonly DocumentKind<GradeLedger> Ledger =
        new("grade", 1, GradeJson.Default.GradeLedger, DataClass.Grades, Subject.Learner, Retention.Learner);

    /// <summary>What waits.</summary>
    public static readonly DocumentKind<OutboxEntry> Outbox =
        new("outbox", 1, GradeJson.Default.OutboxEntry, DataClass.Grades, Subject.Learner, Retention.Learner);

    /// <summary>Where something waits.</summary>
    public static readonly DocumentKind<DuePointer> Due =
        new("due", 1, GradeJson.Default.DuePointer, DataClass.Security, Subject.Nobody, Retention.Hours);

    /// <summary>All of these.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } = [Ledger, Outbox, Due];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(GradeLedger))]
[JsonSerializable(typeof(OutboxEntry))]
[JsonSerializable(typeof(DuePointer))]
internal sealed partial class GradeJson : JsonSerializerContext;
