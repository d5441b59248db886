using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>What a student's screens show: the activity, the student's own work, and what a teacher has sent back.</summary>
public sealed record AnswerModel
{
    /// <summary>The version of this work.</summary>
    public required ActivityDefinition Activity { get; init; }

    /// <summary>The student's own work; null while it is not begun.</summary>
    public WorkRecord? Work { get; init; }

    /// <summary>True while a teacher excuses the student, begun or not.</summary>
    public bool IsExcused { get; init; }

    /// <summary>The dates that count for her.</summary>
    public ActivityDates Dates { get; init; } = ActivityDates.None;

    /// <summary>True in the last days before it is due.</summary>
    public bool IsDueSoon { get; init; }

    /// <summary>True after the due time.</summary>
    public bool IsPastDue { get; init; }

    /// <summary>True when she may only read.</summary>
    public bool IsClosed { get; init; }

    /// <summary>True when a teacher opened it for her alone.</summary>
    public bool IsReopened { get; init; }

    /// <summary>What the district says beside a request for help.</summary>
    public string HelpNotice { get; init; } = "";

    /// <summary>True for a look at the activity in which nothing is saved.</summary>
    public bool IsPreview { get; init; }

    /// <summary>False for those whose work reaches no gradebook.</summary>
    public bool IsGraded { get; init; } = true;

    /// <summary>What stood in the way of sending.</summary>
    public IReadOnlyList<ReflectFinding> Findings { get; init; } = [];

    /// <summary>A sentence about the step that was just tried; null for none.</summary>
    public string? Notice { get; init; }

    /// <summary>This page's key of sending: pressing twice is one event.</summary>
    public string Key { get; init; } = NewKey();

    /// <summary>The id of the page's next request for help: trying again is one request.</summary>
    public string HelpId { get; init; } = NewKey();

    /// <summary>The scale of this band.</summary>
    public ReflectScale Scale => ReflectScale.Of(Activity.Band);

    /// <summary>Kindergarten to grade 2.</summary>
    public bool IsYoungest => Activity.Band == GradeBand.K2;

    /// <summary>Sentences can be read aloud to grade 5.</summary>
    public bool IsReadAloud => Activity.Band is GradeBand.K2 or GradeBand.Grades35;

    /// <summary>"Not there yet because" and "beyond because" stand beside the criterion.</summary>
    public bool IsSinglePoint => Activity.Format == ReflectRules.SinglePoint;

    /// <summary>True when the student looks at it again.</summary>
    public bool IsReturned => Work?.State == WorkState.Returned;

    /// <summary>The teacher's last answer that was sent.</summary>
    public TeacherResponse? Response => Work?.Responses.LastOrDefault();

    /// <summary>What was sent before <see cref="Response"/> came.</summary>
    public IReadOnlyDictionary<string, string> Answered
        => Work?.Submissions.LastOrDefault(sent => sent.At <= Response?.At)?.Fields ?? new Dictionary<string, string>();

    /// <summary>The try that a teacher answered, where a new one was sent since; null otherwise.</summary>
    public Submission? Before => Work is { State: WorkState.Resubmitted } ? Work.Submissions.LastOrDefault(sent => sent.At <= Response?.At) : null;

    /// <summary>The parts of the form, in order.</summary>
    public IReadOnlyList<string> Steps =>
    [
        IsReturned ? "answer" : "door",
        .. ReflectRules.HasExamples(Activity) ? ["good"] : Array.Empty<string>(),
        .. Activity.Criteria.Select(criterion => $"rate-{criterion.Id}"),
        "stuck",
        "next",
        "check",
    ];

    /// <summary>The part to begin with: where something stands in the way, the teacher's answer, or where the student left.</summary>
    public string Start => Findings.Count > 0 ? StepOf(Findings[0].Field) : IsReturned || Work is null || IsPreview ? Steps[0] : FirstUnfinished();

    /// <summary>When the draft was last saved.</summary>
    public DateTimeOffset? SavedAt => Work?.Fields.Values.Select(saved => (DateTimeOffset?)saved.At).Max();

    /// <summary>A field's value, or "".</summary>
    public string Value(string field) => ReflectRules.ValueOf(Work, field);

    /// <summary>A field's value for one criterion, or "".</summary>
    public string Value(string stem, Criterion criterion) => Value(ReflectFields.Of(stem, criterion.Id));

    /// <summary>The teacher's name within a sentence.</summary>
    public string Teacher(Words words) => Response is { By.Length: > 0 } answer ? answer.By : words["teacher.mid"];

    /// <summary>The teacher's name where a sentence begins.</summary>
    public string TeacherFirst(Words words) => Response is { By.Length: > 0 } answer ? answer.By : words["teacher.start"];

    /// <summary>The student's level in some answers; null for none.</summary>
    public int? LevelIn(IReadOnlyDictionary<string, string> answers, Criterion criterion)
        => ReflectRules.LevelOf(answers.GetValueOrDefault(ReflectFields.Of(ReflectFields.Rate, criterion.Id)) ?? "", Scale.Highest);

    /// <summary>The part a field stands in.</summary>
    public string StepOf(string field) => field switch
    {
        ReflectFields.Seen => "good",
        ReflectFields.Next => "next",
        ReflectFields.Stuck or ReflectFields.StuckText or ReflectFields.Tried or ReflectFields.TriedText => "stuck",
        _ => $"rate-{field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..]}",
    };

    /// <summary>A key nobody has used.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    private string FirstUnfinished()
    {
        var open = ReflectRules.Check(Activity, Work!.Fields.ToDictionary(field => field.Key, field => field.Value.Value)).Select(finding => StepOf(finding.Field)).ToHashSet();
        if (Value(ReflectFields.Stuck).Length == 0 && Value(ReflectFields.StuckText).Length == 0)
        {
            open.Add("stuck");
        }

        return Steps.FirstOrDefault(open.Contains) ?? "check";
    }
}
