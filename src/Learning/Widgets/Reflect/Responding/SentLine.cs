using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>One thing a student sent, as a teacher reads it, or the student herself in her own words for it.</summary>
/// <param name="Criterion">The criterion it belongs to; null for the work as a whole.</param>
/// <param name="Label">What it is.</param>
/// <param name="Chosen">What was chosen, in the reader's language; "" for nothing.</param>
/// <param name="Written">What was written, in the student's language; "" for nothing.</param>
/// <param name="IsLevel">True for the student's own level.</param>
public sealed record SentLine(Criterion? Criterion, string Label, string Chosen, string Written, bool IsLevel = false)
{
    /// <summary>The address, when what was written is one and nothing else, and safe to follow.</summary>
    public Uri? Link => !Written.Contains(' ', StringComparison.Ordinal) && Uri.TryCreate(Written.Trim(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
        ? address
        : null;

    /// <summary>All that was sent, criterion by criterion and then the whole; what was left empty has no line, but a level always has one.</summary>
    public static IReadOnlyList<SentLine> Of(Submission submission, ActivityDefinition activity, Words words)
    {
        var lines = new List<SentLine>();
        foreach (var criterion in activity.Criteria)
        {
            var level = ReflectRules.LevelOf(Value(ReflectFields.Rate, criterion), ReflectScale.Of(activity.Band).Highest);
            var proof = Value(ReflectFields.Proof, criterion);
            var isPicture = ReflectFields.ProofPictures.Contains(proof);
            lines.Add(new SentLine(criterion, words["sent.level"], ReflectLabels.Level(level, activity.Band, words), "", IsLevel: true));
            lines.Add(new SentLine(criterion, words["sent.proof"], isPicture ? words.Of<ReflectWords>()[$"proof.{proof}"] : "", isPicture ? "" : proof));
            lines.Add(new SentLine(criterion, words["sent.not-yet"], "", Value(ReflectFields.NotYet, criterion)));
            lines.Add(new SentLine(criterion, words["sent.beyond"], "", Value(ReflectFields.Beyond, criterion)));
        }

        lines.Add(new SentLine(null, words["sent.stuck"], ReflectLabels.Stuck(Value(ReflectFields.Stuck), words), Value(ReflectFields.StuckText)));
        lines.Add(new SentLine(null, words["sent.tried"], ReflectLabels.Tried(Value(ReflectFields.Tried), words), Value(ReflectFields.TriedText)));
        lines.Add(new SentLine(null, words["sent.next"], "", Value(ReflectFields.Next)));
        return lines;

        string Value(string stem, Criterion? criterion = null)
            => submission.Fields.GetValueOrDefault(criterion is null ? stem : ReflectFields.Of(stem, criterion.Id)) ?? "";
    }

    /// <summary>True when there is nothing to show.</summary>
    public bool IsEmpty => Chosen.Length == 0 && Written.Length == 0;

    /// <summary>What differs between two tries, before and after.</summary>
    public static IEnumerable<(SentLine Before, SentLine After)> Changes(Submission before, Submission after, ActivityDefinition activity, Words words)
        => Of(before, activity, words).Zip(Of(after, activity, words)).Where(pair => pair.First != pair.Second);
}
