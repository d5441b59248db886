using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>The values of the current row by column, read leniently; what is odd about them goes to the tally.</summary>
internal sealed class Cells(RowReader row, Survey survey, ReadMode mode, WarningTally tally)
{
    private const int LongestId = 255;
    private readonly Column status = survey.Header["status"];
    private readonly Column modified = survey.Header["dateLastModified"];

    public Column this[string name] => survey.Header[name];

    /// <summary>The text of a cell, its edges trimmed and control characters taken out; null when there is none.</summary>
    public string? Text(Column column)
    {
        var text = row.Field(column.Index).Trim();
        return text.IsEmpty ? null : text.ContainsAnyInRange('\0', '\u001f') ? Clean(text) : text.ToString();
    }

    /// <summary>The text of a cell that the specification wants filled; empty when it is not.</summary>
    public string Demanded(Column column, bool ended)
    {
        var text = Text(column);
        if (text is null && !ended)
        {
            tally.Count(CsvWarnings.ValueMissing, row.Line, column.Name);
        }

        return text ?? "";
    }

    /// <summary>An id; null when there is none.</summary>
    public SourcedId? Id(Column column) => Text(column) is { Length: <= LongestId } text ? new SourcedId(text) : null;

    /// <summary>An id without which the row is nothing; null when the row must be left out.</summary>
    public SourcedId? Key(Column column, SourcedId? of = null)
    {
        if (Id(column) is { } id)
        {
            return id;
        }

        tally.LeftOut(CsvWarnings.RowWithoutId, row.Line, of?.Value, column.Name);
        return null;
    }

    /// <summary>The entries of a cell that holds several, divided by commas.</summary>
    public IReadOnlyList<string> List(Column column) =>
        Text(column) is { } text ? text.Contains(',', StringComparison.Ordinal) ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text] : [];

    /// <summary>Several ids.</summary>
    public IReadOnlyList<SourcedId> Ids(Column column) => [.. List(column).Where(id => id.Length <= LongestId).Select(id => new SourcedId(id))];

    /// <summary>A word of a vocabulary, as it is written; null when there is none.</summary>
    public string? Word(Column column, string[] vocabulary)
    {
        var text = row.Field(column.Index).Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        foreach (var word in vocabulary)
        {
            if (text.SequenceEqual(word))
            {
                return word;
            }
        }

        foreach (var word in vocabulary)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                tally.Count(CsvWarnings.WordCase, row.Line, column.Name);
                return text.ToString();
            }
        }

        if (!text.StartsWith("ext:", StringComparison.Ordinal))
        {
            tally.Count(CsvWarnings.WordUnknown, row.Line, column.Name);
        }

        return Text(column);
    }

    /// <summary>A day; null when there is none or it can't be read.</summary>
    public DateOnly? Day(Column column)
    {
        var text = row.Field(column.Index).Trim();
        DateOnly? day = null;
        if (!text.IsEmpty && !DateText.TryDay(text, survey.Order, out day))
        {
            tally.Count(CsvWarnings.DateUnreadable, row.Line, column.Name);
        }

        return day;
    }

    /// <summary>True or false in the ways exports write them; null when it is not said.</summary>
    public bool? Flag(Column column)
    {
        var text = row.Field(column.Index).Trim();
        bool? flag = Is(text, "true", "1", "yes") ? true : Is(text, "false", "0", "no") ? false : null;
        if (flag is null && !text.IsEmpty)
        {
            tally.Count(CsvWarnings.FlagUnreadable, row.Line, column.Name);
        }

        return flag;
    }

    /// <summary>Whether the record has ended, and when it was last changed.</summary>
    public (bool Ended, DateTimeOffset? Modified) Mark()
    {
        var word = row.Field(status.Index).Trim();
        var date = row.Field(modified.Index).Trim();
        var inactive = Is(word, "inactive");
        var ended = inactive || Is(word, "tobedeleted");
        if (mode == ReadMode.Complete && (!word.IsEmpty || !date.IsEmpty))
        {
            tally.Count(ended ? CsvWarnings.BulkToBeDeleted : CsvWarnings.BulkMarked, row.Line);
        }
        else if (mode == ReadMode.Changes && (word.IsEmpty || date.IsEmpty))
        {
            tally.Count(CsvWarnings.DeltaUnmarked, row.Line);
        }

        if (inactive)
        {
            tally.Count(CsvWarnings.StatusInactive, row.Line);
        }
        else if (!ended && !word.IsEmpty && !Is(word, "active"))
        {
            tally.Count(CsvWarnings.StatusUnknown, row.Line);
        }

        DateTimeOffset? moment = null;
        if (!date.IsEmpty && !DateText.TryMoment(date, survey.Order, out moment))
        {
            tally.Count(CsvWarnings.DateUnreadable, row.Line, modified.Name);
        }

        return (ended, moment);
    }

    /// <summary>Counts this row among those with an oddity of a column.</summary>
    public void Count(CsvWarningKind kind, string column = "") => tally.Count(kind, row.Line, column);

    private static bool Is(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A line break inside a value becomes a space: two words must not grow together.
    private static string? Clean(ReadOnlySpan<char> text)
    {
        var clean = string.Concat(text.ToString().Select(letter => letter is '\r' or '\n' or '\t' ? ' ' : letter).Where(letter => letter >= ' ')).Trim();
        return clean.Length == 0 ? null : clean;
    }
}
