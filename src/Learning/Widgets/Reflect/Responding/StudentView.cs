using Integration.Learning.Activities;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>
/// One student's work as a teacher may read it. What is being written is not in here at all: only what was sent and stayed sent, what was answered, and the
/// requests for help, which are meant for the teacher at once.
/// </summary>
public sealed record StudentView
{
    /// <summary>Whose.</summary>
    public required string Learner { get; init; }

    /// <summary>What the student is called; null when the LMS shares no names.</summary>
    public required string? Name { get; init; }

    /// <summary>The version the work was begun with.</summary>
    public required ActivityDefinition Activity { get; init; }

    /// <summary>Where it stands.</summary>
    public required WorkState State { get; init; }

    /// <summary>The language the student writes in.</summary>
    public required string Language { get; init; }

    /// <summary>What was sent, oldest first; empty while nothing was.</summary>
    public required IReadOnlyList<Submission> Tries { get; init; }

    /// <summary>What the teacher answered, oldest first.</summary>
    public required IReadOnlyList<TeacherResponse> Responses { get; init; }

    /// <summary>Requests for help, oldest first.</summary>
    public required IReadOnlyList<HelpRequest> Help { get; init; }

    /// <summary>The student's reply to an accepting answer, by field; empty before.</summary>
    public required IReadOnlyDictionary<string, string> Reply { get; init; }

    /// <summary>Stands for what was sent and answered when this was read.</summary>
    public required string Seen { get; init; }

    /// <summary>True where the work came along from another course with the student.</summary>
    public bool CameAlong { get; init; }

    /// <summary>True while the student is excused from it.</summary>
    public bool IsExcused { get; init; }

    /// <summary>What a teacher last said about excusing the student; null while nobody did.</summary>
    public Excusal? Excusal { get; init; }

    /// <summary>What the teacher typed and has not sent.</summary>
    public required DraftView Draft { get; init; }

    /// <summary>The time of reading.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Her place among those who wait; null when she was opened by herself.</summary>
    public QueuePlace? Queue { get; init; }

    /// <summary>What was just done, in words; null for nothing.</summary>
    public string? Status { get; init; }

    /// <summary>Why it was not done, by code; null when it was.</summary>
    public string? Code { get; init; }

    /// <summary>What stands in the way of the answer, by code.</summary>
    public IReadOnlyList<ReflectFinding> Findings { get; init; } = [];

    /// <summary>True while a teacher may answer it.</summary>
    public bool MayAnswer => State is WorkState.Submitted or WorkState.Resubmitted or WorkState.Complete;

    /// <summary>What was sent last.</summary>
    public Submission? Latest => Tries.Count > 0 ? Tries[^1] : null;

    /// <summary>Where what she types is kept. The id is ours and names nobody outside this class.</summary>
    public string DraftAddress => $"{RespondEndpoints.Address}/draft?learner={Learner}";

    /// <summary>The levels and comment the form begins with: what was typed here before, else for an accepted work the answer that it would replace.</summary>
    public string Typed(string field)
    {
        if (Draft.Values.TryGetValue(field, out var typed))
        {
            return typed;
        }

        return State is WorkState.Complete && Responses.Count > 0 ? ResponseForm.ValueOf(Responses[^1], field) : "";
    }

    /// <summary>What a teacher may read of a work.</summary>
    public static StudentView Of(WorkRecord work, string learner, string? name, ActivityDefinition activity, ResponseDraft? draft, DateTimeOffset now) => new()
    {
        Learner = learner,
        Name = name,
        Activity = activity,
        State = work.State,
        Language = work.Language,
        CameAlong = work.CameFrom is not null,
        IsExcused = work.ExcusedAt is not null,
        Tries = TriesOf(work),
        Responses = work.Responses,
        Help = work.Help,
        Reply = work.State is WorkState.Complete ? ReplyOf(work) : new Dictionary<string, string>(),
        Seen = SeenOf(work),
        Draft = new DraftView(draft?.Revision ?? 0, (draft?.Fields ?? new Dictionary<string, WorkField>()).ToDictionary(field => field.Key, field => field.Value.Value)),
        Now = now,
    };

    /// <summary>A mark of what was sent and answered so far: an answer names the one it was written for.</summary>
    public static string SeenOf(WorkRecord work)
        => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{work.Submissions.Count}.{work.Responses.Count}");

    // Each answer was given to the last thing sent before it; what was taken back unanswered is the student's own again.
    private static List<Submission> TriesOf(WorkRecord work)
    {
        var read = work.Responses
            .Select(response => work.Submissions.LastOrDefault(submission => submission.At <= response.At))
            .Append(work.IsSent ? work.Submissions.LastOrDefault() : null)
            .OfType<Submission>();
        return [.. read.DistinctBy(submission => submission.Key)];
    }

    private static Dictionary<string, string> ReplyOf(WorkRecord work) => work.Fields
        .Where(field => field.Key.Split('.')[0] is ReflectFields.Reply or ReflectFields.ReplyText && field.Value.Value.Length > 0)
        .ToDictionary(field => field.Key, field => field.Value.Value);
}

/// <summary>What a teacher typed and has not sent, with the revision a save must name.</summary>
public sealed record DraftView(int Revision, IReadOnlyDictionary<string, string> Values);

/// <summary>A place among those who wait, from 1, and who stands before and after.</summary>
public sealed record QueuePlace(int Position, int Count, string? Previous, string? Next);
