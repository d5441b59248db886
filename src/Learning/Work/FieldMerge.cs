namespace Integration.Learning.Work;

/// <summary>Fields one tab changed since the revision it last saw.</summary>
/// <param name="SeenRevision">The revision the tab knows; 0 for none.</param>
/// <param name="Fields">New values by field name; an empty value clears the field.</param>
public sealed record FieldChanges(int SeenRevision, IReadOnlyDictionary<string, string> Fields);

/// <summary>The fields after a merge, what the tab must learn from other tabs, and which texts were replaced.</summary>
/// <param name="Fields">Every field.</param>
/// <param name="Revision">The new revision.</param>
/// <param name="Newer">Fields that other tabs set since, and this save did not touch.</param>
/// <param name="Replaced">Texts of other tabs that this save replaced.</param>
public sealed record MergedFields(
    IReadOnlyDictionary<string, WorkField> Fields, int Revision, IReadOnlyDictionary<string, string> Newer, IReadOnlyList<ReplacedText> Replaced);

/// <summary>Two tabs, one work: the last save wins per field, other fields merge, and what was replaced is kept.</summary>
public static class FieldMerge
{
    /// <summary>How many replaced texts a record keeps, newest last.</summary>
    public const int ReplacedKept = 30;

    /// <summary>Merges one tab's changes.</summary>
    public static MergedFields Merge(IReadOnlyDictionary<string, WorkField> fields, int revision, FieldChanges changes, DateTimeOffset now)
    {
        var merged = new Dictionary<string, WorkField>(fields);
        var replaced = new List<ReplacedText>();
        var next = revision;
        foreach (var (name, value) in changes.Fields)
        {
            var known = fields.GetValueOrDefault(name);
            if ((known?.Value ?? "") == value)
            {
                continue;
            }

            if (known is { Value.Length: > 0 } && known.Revision > changes.SeenRevision)
            {
                replaced.Add(new ReplacedText(name, known.Value, known.At));
            }

            next = revision + 1;
            merged[name] = new WorkField(value, next, now);
        }

        var newer = fields
            .Where(field => field.Value.Revision > changes.SeenRevision && !changes.Fields.ContainsKey(field.Key))
            .ToDictionary(field => field.Key, field => field.Value.Value);
        return new MergedFields(merged, next, newer, replaced);
    }

    /// <summary>Adds texts that may no longer be merged; what somebody goes on typing takes the place of how it began. The same list when there is nothing new.</summary>
    public static IReadOnlyList<ReplacedText> KeepLate(IReadOnlyList<ReplacedText> kept, IReadOnlyDictionary<string, WorkField> fields, FieldChanges changes, DateTimeOffset now)
    {
        var late = changes.Fields
            .Where(change => change.Value.Length > 0 && fields.GetValueOrDefault(change.Key)?.Value != change.Value)
            .Where(change => kept.LastOrDefault(text => text.Field == change.Key)?.Value != change.Value)
            .Select(change => new ReplacedText(change.Key, change.Value, now))
            .ToList();
        return late.Count == 0 ? kept : Keep([.. kept.Where(text => !late.Any(more => GoesOn(text, more)))], late);
    }

    /// <summary>Adds replaced texts to those kept. Where there is no room, the oldest that a newer one of its field follows goes: nothing typed into one field costs another its last text.</summary>
    public static IReadOnlyList<ReplacedText> Keep(IReadOnlyList<ReplacedText> kept, IReadOnlyList<ReplacedText> more)
    {
        if (more.Count == 0)
        {
            return kept;
        }

        var all = kept.Concat(more).ToList();
        while (all.Count > ReplacedKept)
        {
            all.RemoveAt(Math.Max(0, all.FindIndex(text => !ReferenceEquals(text, all.FindLast(other => other.Field == text.Field)))));
        }

        return all;
    }

    private static bool GoesOn(ReplacedText text, ReplacedText more) => more.Field == text.Field && more.Value.StartsWith(text.Value, StringComparison.Ordinal);
}
