using System.Text.Json.Serialization;
using Integration.Learning.Documents;

namespace Integration.Learning.Work;

/// <summary>Where a student's work stands. Being excused is a mark beside it, so that taking the mark away brings back what stood before.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkState>))]
public enum WorkState
{
    /// <summary>Nothing was begun, but a teacher has said something about it. Without such a word there is no record at all.</summary>
    NotBegun,

    /// <summary>Being written; nobody else reads it.</summary>
    Draft,

    /// <summary>Sent for the first time.</summary>
    Submitted,

    /// <summary>The teacher asked for another look.</summary>
    Returned,

    /// <summary>Sent again.</summary>
    Resubmitted,

    /// <summary>The teacher accepted it.</summary>
    Complete,
}

/// <summary>
/// One student's work on one activity in one round: the text. Only the student and, once it is sent, the teachers of the course read it.
/// </summary>
public sealed record WorkRecord : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 2;

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The version it was begun with, and keeps.</summary>
    public required int ActivityVersion { get; init; }

    /// <summary>The placed link it was begun from; grades go to that link's line item.</summary>
    public required string LinkId { get; init; }

    /// <summary>Where it stands.</summary>
    public required WorkState State { get; init; }

    /// <summary>Counts every saved change; a client names the one it saw last.</summary>
    public required int Revision { get; init; }

    /// <summary>The language the student wrote in.</summary>
    public required string Language { get; init; }

    /// <summary>What was typed or chosen, by field name. What the fields mean is the widget's business.</summary>
    public required IReadOnlyDictionary<string, WorkField> Fields { get; init; }

    /// <summary>Text that another tab's later save replaced; kept so that nothing typed is ever lost. Newest last.</summary>
    public IReadOnlyList<ReplacedText> Replaced { get; init; } = [];

    /// <summary>What was sent each time, oldest first.</summary>
    public IReadOnlyList<Submission> Submissions { get; init; } = [];

    /// <summary>What the teacher answered each time, oldest first. A teacher's unsent draft is not here.</summary>
    public IReadOnlyList<TeacherResponse> Responses { get; init; } = [];

    /// <summary>Requests for help, oldest first.</summary>
    public IReadOnlyList<HelpRequest> Help { get; init; } = [];

    /// <summary>When a teacher first opened the current submission; from then on it can't be taken back.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Since when a teacher excuses the student; null when not. Why is not here: only teachers read that (<see cref="Excusal"/>).</summary>
    public DateTimeOffset? ExcusedAt { get; init; }

    /// <summary>Since when a teacher lets this student go on after the activity closed; null when not.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>The course that it came along from with the student; null where it was begun here.</summary>
    public string? CameFrom { get; init; }

    /// <summary>True once the student has written, sent or asked for anything.</summary>
    [JsonIgnore]
    public bool IsBegun => State is not WorkState.NotBegun;

    /// <summary>True while a teacher may read the text.</summary>
    [JsonIgnore]
    public bool IsSent => State is WorkState.Submitted or WorkState.Resubmitted or WorkState.Complete;

    /// <summary>True while the student may change it.</summary>
    [JsonIgnore]
    public bool IsOpen => State is WorkState.NotBegun or WorkState.Draft or WorkState.Returned;
}

/// <summary>One field's value, and the work's revision that set it.</summary>
public sealed record WorkField(string Value, int Revision, DateTimeOffset At);

/// <summary>A value that a later save from another tab replaced.</summary>
public sealed record ReplacedText(string Field, string Value, DateTimeOffset At);

/// <summary>What was sent, once.</summary>
/// <param name="Key">The client's own key of this press of the button; the same key never sends twice.</param>
/// <param name="At">When, by the server's clock.</param>
/// <param name="Fields">The values as sent.</param>
public sealed record Submission(string Key, DateTimeOffset At, IReadOnlyDictionary<string, string> Fields);

/// <summary>A teacher's answer to one submission.</summary>
/// <param name="At">When.</param>
/// <param name="By">The teacher's name as the LMS gave it; empty when it gave none.</param>
/// <param name="Comment">Words for the student.</param>
/// <param name="Levels">The teacher's level per criterion, from 1; a criterion may be left out.</param>
/// <param name="Accepted">True: complete; false: asked for another look.</param>
public sealed record TeacherResponse(DateTimeOffset At, string By, string Comment, IReadOnlyDictionary<string, int> Levels, bool Accepted);

/// <summary>A student's request for help. It is meant for the teacher at once, even while the work is a draft.</summary>
public sealed record HelpRequest(
    string Id, DateTimeOffset At, string Kind, string Whom, string Text, string? Answer = null, DateTimeOffset? AnsweredAt = null, string? AnsweredBy = null);

/// <summary>What a teacher typed for one student and has not sent. Never shown to the student.</summary>
public sealed record ResponseDraft : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>Counts every saved change.</summary>
    public required int Revision { get; init; }

    /// <summary>What was typed or chosen, by field name.</summary>
    public required IReadOnlyDictionary<string, WorkField> Fields { get; init; }

    /// <summary>Text that a later save replaced. Newest last.</summary>
    public IReadOnlyList<ReplacedText> Replaced { get; init; } = [];
}

/// <summary>What a class view may show of one student's work: states, ratings and times, never text.</summary>
public sealed record WorkSummary : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 2;

    /// <summary>Whose.</summary>
    public required string Learner { get; init; }

    /// <summary>Where it stands.</summary>
    public required WorkState State { get; init; }

    /// <summary>True when the LMS's student view wrote it: shown to its own author, never counted.</summary>
    public bool IsTestUser { get; init; }

    /// <summary>The student's own level per criterion as last sent; 0 means "I don't know what this means". Empty until sent.</summary>
    public required IReadOnlyDictionary<string, int> Ratings { get; init; }

    /// <summary>The teacher's levels as last answered.</summary>
    public IReadOnlyDictionary<string, int> Levels { get; init; } = new Dictionary<string, int>();

    /// <summary>When it was last sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>True when the student says what they got stuck on.</summary>
    public bool Stuck { get; init; }

    /// <summary>When the oldest unanswered request for help was made.</summary>
    public DateTimeOffset? HelpSince { get; init; }

    /// <summary>What sort of help that request asks for: a chip's key, never text.</summary>
    public string? HelpKind { get; init; }

    /// <summary>How many requests for help there were, answered or not.</summary>
    public int HelpAsked { get; init; }

    /// <summary>How many times it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Since when a teacher excuses the student; null when not.</summary>
    public DateTimeOffset? ExcusedAt { get; init; }

    /// <summary>When it was sent the first time; null until then, and in summaries from before it was kept.</summary>
    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>When it is due for this student, where the LMS gave her a date.</summary>
    public DateTimeOffset? OwnDue { get; init; }

    /// <summary>Since when a teacher lets this student go on after the activity closed; null when not.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>True where being excused says all: nothing was sent since, and nothing was accepted.</summary>
    [JsonIgnore]
    public bool IsOutByExcusal => ExcusedAt is { } at && State is not WorkState.Complete && !(SentAt > at);

    /// <summary>True while the student waits for an answer. Somebody excused waits only for what was sent all the same.</summary>
    [JsonIgnore]
    public bool Waits => State is WorkState.Submitted or WorkState.Resubmitted && !IsOutByExcusal;
}

/// <summary>One reading of a student's text by a teacher.</summary>
public sealed record WorkRead : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its round.</summary>
    public required string Round { get; init; }

    /// <summary>Whose text.</summary>
    public required string Learner { get; init; }

    /// <summary>Who read it.</summary>
    public required string Reader { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>
/// A teacher's word that a student need not do something, or that the student does after all. Each is a row of its own, so none is ever lost; the newest
/// counts. No student's page reads these.
/// </summary>
public sealed record Excusal : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its round.</summary>
    public required string Round { get; init; }

    /// <summary>Who is excused.</summary>
    public required string Learner { get; init; }

    /// <summary>False when the word was taken back.</summary>
    public required bool IsExcused { get; init; }

    /// <summary>Why, for the teachers of the course alone; empty when none was given.</summary>
    public required string Reason { get; init; }

    /// <summary>The teacher's name as the LMS gave it; empty when it gave none.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Says that a student has work in a class; for "my work", a move to another section, export and erasure.</summary>
public sealed record WorkPointer : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The class.</summary>
    public required string Class { get; init; }

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Its round.</summary>
    public required string Round { get; init; }
}
