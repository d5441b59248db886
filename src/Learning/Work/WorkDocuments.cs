using System.Globalization;
using System.Text.Json.Serialization;
using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Work;

/// <summary>Keys of work in the class partition, each with the query it serves.</summary>
public static class WorkKeys
{
    /// <summary>Point read when the student opens it, or a teacher opens a student.</summary>
    public static Key Work(WorkId id) => Row("work", id);

    /// <summary>Point read beside the work; written in the same batch.</summary>
    public static Key Summary(WorkId id) => Row("summary", id);

    /// <summary>Point read when a teacher opens a student.</summary>
    public static Key ResponseDraft(WorkId id) => Row("response", id);

    /// <summary>The class view: one range, no text in it.</summary>
    public static KeyRange Summaries(string activityId, string round) => KeyRange.Under(Key.Of("summary", activityId, round));

    /// <summary>Who read it, oldest first: one range per work.</summary>
    public static Key Read(WorkId id, DateTimeOffset at, string reader)
        => Key.Of("read", id.ActivityId, id.Round, id.Learner.Value, at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture), reader);

    /// <summary>A teacher's words on excusing one student: the newest counts.</summary>
    public static Key Excusal(WorkId id, DateTimeOffset at)
        => Key.Of("excusal", id.ActivityId, id.Round, id.Learner.Value, at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture));

    /// <summary>All of one student, oldest first, when a teacher opens or excuses her.</summary>
    public static KeyRange ExcusalsOf(WorkId id) => KeyRange.Under(Row("excusal", id));

    /// <summary>All of a class, for its view; read only where somebody is excused.</summary>
    public static KeyRange Excusals(string activityId, string round) => KeyRange.Under(Key.Of("excusal", activityId, round));

    private static Key Row(string kind, WorkId id) => Key.Of(kind, id.ActivityId, id.Round, id.Learner.Value);
}

/// <summary>The kinds of document that hold work.</summary>
public static class WorkDocuments
{
    /// <summary>The text.</summary>
    public static readonly DocumentKind<WorkRecord> Work =
        new("work", 2, WorkJson.Default.WorkRecord, DataClass.Text, Subject.Learner, Retention.Learner, Upgrades.AddedTo(2));

    /// <summary>States and ratings.</summary>
    public static readonly DocumentKind<WorkSummary> Summary =
        new("summary", 2, WorkJson.Default.WorkSummary, DataClass.Progress, Subject.Learner, Retention.Learner, Upgrades.AddedTo(2));

    /// <summary>A teacher's unsent answer.</summary>
    public static readonly DocumentKind<ResponseDraft> ResponseDraft =
        new("response-draft", 1, WorkJson.Default.ResponseDraft, DataClass.Text, Subject.Learner, Retention.Learner);

    /// <summary>Who read a student's text, and when.</summary>
    public static readonly DocumentKind<WorkRead> Read =
        new("read", 1, WorkJson.Default.WorkRead, DataClass.Audit, Subject.Learner, Retention.Learner);

    /// <summary>Who is excused, and why.</summary>
    public static readonly DocumentKind<Excusal> Excusal =
        new("excusal", 1, WorkJson.Default.Excusal, DataClass.Text, Subject.Learner, Retention.Learner);

    /// <summary>Where a student's work lies.</summary>
    public static readonly DocumentKind<WorkPointer> Pointer =
        new("work-pointer", 1, WorkJson.Default.WorkPointer, DataClass.Progress, Subject.Learner, Retention.Learner);

    /// <summary>All of these.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } = [Work, Summary, ResponseDraft, Read, Excusal, Pointer];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkRecord))]
[JsonSerializable(typeof(WorkSummary))]
[JsonSerializable(typeof(ResponseDraft))]
[JsonSerializable(typeof(WorkRead))]
[JsonSerializable(typeof(Excusal))]
[JsonSerializable(typeof(WorkPointer))]
internal sealed partial class WorkJson : JsonSerializerContext;
