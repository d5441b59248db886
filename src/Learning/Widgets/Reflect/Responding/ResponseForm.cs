using System.Globalization;
using System.Text.RegularExpressions;
using Integration.Learning.Activities;
using Integration.Learning.Districts;
using Integration.Learning.Grades;
using Integration.Learning.Pages;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>A teacher's answer as her form sends it: read strictly, then checked for what she can put right.</summary>
/// <param name="Accepts">True: complete; false: asked for another look.</param>
/// <param name="Comment">Words for the student.</param>
/// <param name="Levels">Levels chosen, by criterion.</param>
/// <param name="Seen">What was sent and answered when she read it.</param>
internal sealed partial record ResponseForm(bool Accepts, string Comment, IReadOnlyDictionary<string, int> Levels, string Seen)
{
    public const string CommentField = "comment";
    public const string LevelStem = "level";
    public const string HelpStem = "help";
    public const string Accept = "accept";
    public const string Return = "return";
    public const int CommentLimit = 2000;

    /// <summary>Reads the form; null when it is not one of ours.</summary>
    public static ResponseForm? Read(PostedForm form, ActivityDefinition activity, WorkRecord work)
    {
        var levels = new Dictionary<string, int>();
        foreach (var field in form.Values.Keys.Where(key => key.StartsWith(LevelStem + ".", StringComparison.Ordinal)))
        {
            if (!IsDraftField(field, form[field], activity, work))
            {
                return null;
            }

            if (form[field] is { Length: > 0 } level)
            {
                levels[field[(LevelStem.Length + 1)..]] = int.Parse(level, CultureInfo.InvariantCulture);
            }
        }

        var (decision, comment, seen) = (form["decision"], form[CommentField], form["seen"]);
        return decision is Accept or Return && comment.Length <= ReflectRules.DraftLimit && seen.Length is > 0 and <= 20
            ? new ResponseForm(decision == Accept, comment.ReplaceLineEndings("\n").Trim(), levels, seen)
            : null;
    }

    /// <summary>What she must put right before the answer can go.</summary>
    public IReadOnlyList<ReflectFinding> Check(ActivityDefinition activity)
    {
        var findings = new List<ReflectFinding>();
        if (Comment.Length > CommentLimit)
        {
            findings.Add(new ReflectFinding(CommentField, RespondFaults.TextTooLong));
        }
        else if (!Accepts && Comment.Length == 0)
        {
            findings.Add(new ReflectFinding(CommentField, RespondFaults.CommentMissing));
        }

        if (Accepts && activity.Grading == GradingMode.TeacherScored)
        {
            findings.AddRange(activity.Criteria
                .Where(criterion => !Levels.ContainsKey(criterion.Id))
                .Select(criterion => new ReflectFinding(ReflectFields.Of(LevelStem, criterion.Id), RespondFaults.LevelMissing)));
        }

        return findings;
    }

    /// <summary>The levels that make a score: the teacher's own, of every criterion, when she accepts and the activity is scored by her; else null.</summary>
    public TeacherLevels? Scored(ActivityDefinition activity)
        => Accepts && activity.Grading == GradingMode.TeacherScored ? new TeacherLevels([.. activity.Criteria.Select(criterion => Levels[criterion.Id])]) : null;

    /// <summary>The same as draft fields.</summary>
    public Dictionary<string, string> Fields(ActivityDefinition activity)
    {
        var fields = activity.Criteria.ToDictionary(
            criterion => ReflectFields.Of(LevelStem, criterion.Id),
            criterion => Levels.TryGetValue(criterion.Id, out var level) ? level.ToString(CultureInfo.InvariantCulture) : "");
        fields[CommentField] = Comment;
        return fields;
    }

    /// <summary>One field of an answer that was given.</summary>
    public static string ValueOf(TeacherResponse response, string field) => field switch
    {
        CommentField => response.Comment,
        _ when field.StartsWith(LevelStem + ".", StringComparison.Ordinal) && response.Levels.TryGetValue(field[(LevelStem.Length + 1)..], out var level)
            => level.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>True for a field a teacher's draft may hold, with a value it may have.</summary>
    public static bool IsDraftField(string field, string value, ActivityDefinition activity, WorkRecord work)
    {
        if (field == CommentField)
        {
            return value.Length <= ReflectRules.DraftLimit;
        }

        var (stem, id) = field.IndexOf('.') is var dot and > 0 ? (field[..dot], field[(dot + 1)..]) : (field, "");
        return stem switch
        {
            LevelStem => activity.Criteria.Any(criterion => criterion.Id == id)
                && (value.Length == 0 || ReflectRules.LevelOf(value, ReflectScale.Of(activity.Band).Highest) >= 1),
            HelpStem => work.Help.Any(request => request.Id == id) && value.Length <= ReflectRules.DraftLimit,
            _ => false,
        };
    }

    /// <summary>A student's id as a form carries it; null when it is none.</summary>
    public static LearnerId? LearnerOf(string text) => LearnerForm().IsMatch(text) ? new LearnerId(text) : null;

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex LearnerForm();
}
