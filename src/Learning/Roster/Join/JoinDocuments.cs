using System.Text.Json.Serialization;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Roster.Join;

/// <summary>A district's rule, in the words an admin wrote.</summary>
internal sealed record JoinRuleRecord : IDocument
{
    public int V { get; init; } = 1;

    public required string Person { get; init; }

    public required string Class { get; init; }
}

/// <summary>A course of the LMS, as its launches name it.</summary>
public sealed record JoinContext : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The course's id within the district.</summary>
    public required string Class { get; init; }

    /// <summary>Its label in the LMS.</summary>
    public string? Label { get; init; }

    /// <summary>Its title in the LMS.</summary>
    public string? Title { get; init; }
}

/// <summary>Says that a course should be looked at again; removed once it was.</summary>
internal sealed record JoinTodo : IDocument
{
    public int V { get; init; } = 1;

    public required string Class { get; init; }
}

/// <summary>What a course of the LMS is in the roster, and how its people fared. Ids and counts only.</summary>
public sealed record JoinedContext : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The course's id within the district.</summary>
    public required string Class { get; init; }

    /// <summary>Its classes in the roster; empty when none was found.</summary>
    public required IReadOnlyList<SisRef> Classes { get; init; }

    /// <summary>What its people became.</summary>
    public required JoinTally People { get; init; }

    /// <summary>When it was looked at.</summary>
    public required DateTimeOffset LookedAt { get; init; }
}

/// <summary>A thing of a roster: its source and its sourcedId there.</summary>
public sealed record SisRef(string Source, string SourcedId);

/// <summary>How the people of one course fared. The ids are the first few, for an admin to look at.</summary>
/// <param name="Joined">People of the LMS who are somebody of the roster.</param>
/// <param name="NoIds">... of whom the LMS shares no SIS id.</param>
/// <param name="NotFound">... whom the roster does not have.</param>
/// <param name="Ambiguous">... who may be several people.</param>
/// <param name="RosterOnly">Students of the roster's classes whom the LMS has not shown.</param>
/// <param name="LmsExamples">Learner ids of some who were not joined.</param>
/// <param name="RosterExamples">SourcedIds of some whom the LMS has not shown.</param>
public sealed record JoinTally(
    int Joined, int NoIds, int NotFound, int Ambiguous, int RosterOnly, IReadOnlyList<string> LmsExamples, IReadOnlyList<string> RosterExamples);

/// <summary>Which applied runs the district's courses have been compared with, and how far the round under way is.</summary>
internal sealed record JoinProgress : IDocument
{
    public int V { get; init; } = 1;

    /// <summary>The last applied run of each source that every course was compared with.</summary>
    public string? DoneFor { get; init; }

    /// <summary>The same of the round under way; null between rounds.</summary>
    public string? RoundFor { get; init; }

    /// <summary>The last course of the round under way.</summary>
    public string? After { get; init; }
}

/// <summary>Who of the roster a person of a course is. It stands beside the member.</summary>
public sealed record LearnerJoin : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The person.</summary>
    public required string Learner { get; init; }

    /// <summary>Every row that the SIS keeps of that human; empty when not joined.</summary>
    public required IReadOnlyList<SisRef> Users { get; init; }

    /// <summary>The word of the term that found them.</summary>
    public string? By { get; init; }

    /// <summary>Why nobody was found; null when somebody was.</summary>
    public JoinGap? Gap { get; init; }

    /// <summary>True when ids that the LMS itself signed were enough: only then may the join open something.</summary>
    public bool Signed { get; init; }

    /// <summary>What was compared: another basis, and the person is looked up again.</summary>
    public required string Basis { get; init; }
}

/// <summary>
/// Keys of the join. One partition per district, <c>roster-join/{district}</c>: a few thousand short rows, written as courses come and after each applied
/// run. A person's own join stands in the partition of the course.
/// </summary>
internal static class JoinKeys
{
    /// <summary>Point read: the district's rule.</summary>
    public static Key Rule { get; } = Key.Of("rule");

    /// <summary>Point read by the timer.</summary>
    public static Key Progress { get; } = Key.Of("progress");

    /// <summary>Every course that launches named, in order: the round after an applied run.</summary>
    public static KeyRange Contexts { get; } = KeyRange.Under(Key.Of("context"));

    /// <summary>What became of every course: the report.</summary>
    public static KeyRange Joined { get; } = KeyRange.Under(Key.Of("joined"));

    /// <summary>Courses to look at soon: read at every tick, mostly empty.</summary>
    public static KeyRange Todos { get; } = KeyRange.Under(Key.Of("todo"));

    /// <summary>The joins of a course's people, in the partition of the course.</summary>
    public static KeyRange Learners { get; } = KeyRange.Under(Key.Of("sis"));

    public static Key Partition(DistrictId district) => Key.Of("roster-join", district.Value);

    public static Key Context(string @class) => Key.Of("context", @class);

    public static Key JoinedContext(string @class) => Key.Of("joined", @class);

    public static Key Todo(string @class) => Key.Of("todo", @class);

    public static Key Learner(LearnerId learner) => Key.Of("sis", learner.Value);
}

/// <summary>The kinds of this folder.</summary>
internal static class JoinDocuments
{
    public static readonly DocumentKind<JoinRuleRecord> Rule =
        new("join rule", 1, JoinJson.Default.JoinRuleRecord, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<JoinContext> Context =
        new("join context", 1, JoinJson.Default.JoinContext, DataClass.Configuration, Subject.Nobody, Retention.Course);

    public static readonly DocumentKind<JoinTodo> Todo =
        new("join todo", 1, JoinJson.Default.JoinTodo, DataClass.Configuration, Subject.Nobody, Retention.Hours);

    public static readonly DocumentKind<JoinedContext> Joined =
        new("joined context", 1, JoinJson.Default.JoinedContext, DataClass.Identity, Subject.Class, Retention.Course);

    public static readonly DocumentKind<JoinProgress> Progress =
        new("join progress", 1, JoinJson.Default.JoinProgress, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<LearnerJoin> Learner =
        new("learner join", 1, JoinJson.Default.LearnerJoin, DataClass.Identity, Subject.Learner, Retention.Learner);

    public static IReadOnlyList<DocumentKind> All { get; } = [Rule, Context, Todo, Joined, Progress, Learner];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(JoinRuleRecord))]
[JsonSerializable(typeof(JoinContext))]
[JsonSerializable(typeof(JoinTodo))]
[JsonSerializable(typeof(JoinedContext))]
[JsonSerializable(typeof(JoinProgress))]
[JsonSerializable(typeof(LearnerJoin))]
internal sealed partial class JoinJson : JsonSerializerContext;
