using System.Globalization;
using Integration.Learning.Activities;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect;

/// <summary>What stands in the way of sending. The code is stable; the words are the page's.</summary>
public sealed record ReflectFinding(string Field, string Code);

/// <summary>The rules of Reflect. Pure: no HTTP, no storage.</summary>
public static class ReflectRules
{
    /// <summary>The widget's key.</summary>
    public const string Widget = "reflect";

    /// <summary>Single-point rubric: the criterion in the middle, "not there yet because" and "beyond because" beside it.</summary>
    public const string SinglePoint = "single-point-rubric";

    /// <summary>I-can check: one to three sentences and a pictured scale.</summary>
    public const string ICan = "i-can-check";

    /// <summary>The examples were not looked at.</summary>
    public const string ExamplesNotSeen = "WID1101";

    /// <summary>A criterion has no rating.</summary>
    public const string RatingMissing = "WID1102";

    /// <summary>A claim has no proof of 10 to 600 characters, no https link, and for the youngest no picture.</summary>
    public const string ProofMissing = "WID1103";

    /// <summary>A text is too long.</summary>
    public const string TextTooLong = "WID1104";

    /// <summary>Stuck is chosen, and neither a try nor "nothing yet" is.</summary>
    public const string TriedMissing = "WID1105";

    /// <summary>The next step has not 3 to 200 characters.</summary>
    public const string NextMissing = "WID1106";

    /// <summary>A value is none of the choices.</summary>
    public const string NoSuchChoice = "WID1107";

    /// <summary>The longest text any field takes while it is a draft; longer than what may be sent, so that a draft can be cut down.</summary>
    public const int DraftLimit = 4000;

    /// <summary>What a field may hold when it is sent.</summary>
    public const int ProofLimit = 600;

    private const int ProofLeast = 10;
    private const int NextLeast = 3;

    /// <summary>The limits of texts when they are sent, by stem.</summary>
    public static int LimitOf(string stem) => stem switch
    {
        ReflectFields.Proof => ProofLimit,
        ReflectFields.Next => 200,
        ReflectFields.ReplyText => 300,
        _ => 400,
    };

    /// <summary>Which part of the work a field belongs to; null for a field this activity does not have.</summary>
    public static WorkPart? PartOf(string field, ActivityDefinition activity)
    {
        var dot = field.IndexOf('.');
        if (dot < 0)
        {
            return field is ReflectFields.Seen or ReflectFields.Stuck or ReflectFields.StuckText or ReflectFields.Tried or ReflectFields.TriedText or ReflectFields.Next
                ? WorkPart.Answers
                : null;
        }

        if (activity.Criteria.All(criterion => criterion.Id != field[(dot + 1)..]))
        {
            return null;
        }

        return field[..dot] switch
        {
            ReflectFields.Rate or ReflectFields.Proof or ReflectFields.NotYet or ReflectFields.Beyond => WorkPart.Answers,
            ReflectFields.Reply or ReflectFields.ReplyText => WorkPart.Reply,
            _ => null,
        };
    }

    /// <summary>Everything that must be put right before sending, in the order of the screens.</summary>
    public static IReadOnlyList<ReflectFinding> Check(ActivityDefinition activity, IReadOnlyDictionary<string, string> values)
    {
        var findings = new List<ReflectFinding>();
        var youngest = activity.Band == GradeBand.K2;
        var highest = ReflectScale.Of(activity.Band).Highest;
        if (Value(ReflectFields.Seen) != "1" && HasExamples(activity))
        {
            findings.Add(new ReflectFinding(ReflectFields.Seen, ExamplesNotSeen));
        }

        foreach (var criterion in activity.Criteria)
        {
            var rate = ReflectFields.Of(ReflectFields.Rate, criterion.Id);
            var level = LevelOf(Value(rate), highest);
            if (level is null)
            {
                findings.Add(new ReflectFinding(rate, Value(rate).Length == 0 ? RatingMissing : NoSuchChoice));
            }

            var proof = ReflectFields.Of(ReflectFields.Proof, criterion.Id);
            if (level >= ReflectScale.ProofFrom && !IsProof(Value(proof), youngest))
            {
                findings.Add(new ReflectFinding(proof, Value(proof).Length > ProofLimit ? TextTooLong : ProofMissing));
            }
        }

        CheckStuck(findings, Value);
        if (!youngest && Value(ReflectFields.Next).Trim().Length < NextLeast)
        {
            findings.Add(new ReflectFinding(ReflectFields.Next, NextMissing));
        }

        findings.AddRange(values
            .Where(value => value.Value.Length > LimitOf(value.Key.Split('.')[0]) && findings.All(finding => finding.Field != value.Key))
            .Where(value => PartOf(value.Key, activity) == WorkPart.Answers)
            .Select(value => new ReflectFinding(value.Key, TextTooLong)));
        return findings;

        string Value(string field) => values.GetValueOrDefault(field) ?? "";
    }

    /// <summary>The level a rating stands for: 0 for "I don't know what this means", null for no choice of this scale.</summary>
    public static int? LevelOf(string value, int highest) => value switch
    {
        ReflectFields.Unknown => 0,
        _ when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level >= 1 && level <= highest => level,
        _ => null,
    };

    /// <summary>What the class view may show of a work: ratings and marks, never text.</summary>
    public static WorkSummary Summarise(ActivityDefinition activity, WorkRecord work, WorkSummary summary)
    {
        var highest = ReflectScale.Of(activity.Band).Highest;
        return summary with
        {
            Ratings = activity.Criteria
                .Select(criterion => (criterion.Id, Level: LevelOf(ValueOf(work, ReflectFields.Of(ReflectFields.Rate, criterion.Id)), highest)))
                .Where(rating => rating.Level is not null)
                .ToDictionary(rating => rating.Id, rating => rating.Level!.Value),
            Stuck = ValueOf(work, ReflectFields.Stuck) is { Length: > 0 } stuck && stuck != ReflectFields.NotStuck,
        };
    }

    /// <summary>True when at least one criterion has an example to look at.</summary>
    public static bool HasExamples(ActivityDefinition activity) => activity.Criteria.Any(criterion => criterion.Strong is not null || criterion.NotYet is not null);

    /// <summary>A field's value, or "".</summary>
    public static string ValueOf(WorkRecord? work, string field) => work?.Fields.GetValueOrDefault(field)?.Value ?? "";

    private static bool IsProof(string proof, bool youngest)
    {
        var text = proof.Trim();
        return (youngest && ReflectFields.ProofPictures.Contains(text))
            || (text.Length is >= ProofLeast and <= ProofLimit && (!text.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || text.Contains(' ', StringComparison.Ordinal)));
    }

    private static void CheckStuck(List<ReflectFinding> findings, Func<string, string> value)
    {
        var stuck = value(ReflectFields.Stuck);
        var tried = value(ReflectFields.Tried);
        if (stuck.Length > 0 && stuck != ReflectFields.NotStuck && !ReflectFields.StuckChips.Contains(stuck))
        {
            findings.Add(new ReflectFinding(ReflectFields.Stuck, NoSuchChoice));
        }

        if (tried.Length > 0 && tried != ReflectFields.NothingYet && !ReflectFields.TriedChips.Contains(tried))
        {
            findings.Add(new ReflectFinding(ReflectFields.Tried, NoSuchChoice));
        }

        var isStuck = (stuck.Length > 0 && stuck != ReflectFields.NotStuck) || (stuck.Length == 0 && value(ReflectFields.StuckText).Trim().Length > 0);
        if (isStuck && tried.Length == 0 && value(ReflectFields.TriedText).Trim().Length == 0)
        {
            findings.Add(new ReflectFinding(ReflectFields.Tried, TriedMissing));
        }
    }
}
