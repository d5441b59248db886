using System.Buffers;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>
/// Cuts the text of a CSV file into records and says on which line each begins. The fields are for the CSV library; what is done here is what it can't do: go on
/// after a record whose quotes are broken, with the very next line, and never let one open quote swallow the rest of the file.
/// </summary>
internal sealed class RowSplitter(TextReader text)
{
    /// <summary>No record of a roster comes near this many characters; a longer one has an open quote.</summary>
    public const int LongestRecord = 1 << 16;

    private static readonly SearchValues<char> FieldEnds = SearchValues.Create(",\r\n");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");
    private readonly char[] buffer = new char[LongestRecord * 2];
    private int start;
    private int end;
    private bool isAtEnd;
    private long line = 1;

    private enum Scan
    {
        Whole,
        Broken,
        Unfinished,
    }

    /// <summary>Fills a block with the next records; false when there are none left.</summary>
    public async ValueTask<bool> ReadAsync(RowBlock block, CancellationToken ct)
    {
        block.Clear();
        while (true)
        {
            while (!block.IsFull && TryTake(block))
            {
            }

            if (block.IsFull || (isAtEnd && start == end))
            {
                return block.Rows.Count > 0;
            }

            if (!isAtEnd)
            {
                await FillAsync(ct);
            }
        }
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var count = await text.ReadAsync(buffer.AsMemory(end), ct);
        (end, isAtEnd) = (end + count, count == 0);
    }

    /// <summary>Takes one record, sound or not; false when more text is needed to tell.</summary>
    private bool TryTake(RowBlock block)
    {
        var rest = buffer.AsSpan(start, end - start);
        if (rest.IsEmpty)
        {
            return false;
        }

        var scan = Measure(rest, out var length);
        if (scan == Scan.Unfinished && rest.Length < LongestRecord && !isAtEnd)
        {
            return false;
        }

        // The library takes a first NUL for the mark of a comment, whatever one tells it.
        if (scan != Scan.Whole || length > LongestRecord || rest[0] == '\0')
        {
            return TryDropLine(block, rest);
        }

        if (length > 0)
        {
            block.Add(rest[..length], line);
        }

        return TryPass(rest, length, LinesIn(rest[..length]));
    }

    /// <summary>Gives up the line, not the record: the quote that spoils it may have swallowed sound lines.</summary>
    private bool TryDropLine(RowBlock block, ReadOnlySpan<char> rest)
    {
        var length = rest.IndexOfAny(LineEnds);
        if (length < 0 && !isAtEnd)
        {
            // One line longer than any record: its head is forgotten until its end comes. A quote in front keeps it broken.
            if (rest.Length >= LongestRecord)
            {
                start = end - 1;
                buffer[start] = '\0';
            }

            return false;
        }

        if (length == rest.Length - 1 && rest[length] == '\r' && !isAtEnd)
        {
            return false;
        }

        block.AddBroken(line);
        return TryPass(rest, length < 0 ? rest.Length : length, lines: 0);
    }

    private bool TryPass(ReadOnlySpan<char> rest, int length, int lines)
    {
        // CR LF may be torn apart by the end of the buffer; Measure has waited for it.
        var newline = length == rest.Length ? 0 : rest[length] == '\r' && length + 1 < rest.Length && rest[length + 1] == '\n' ? 2 : 1;
        start += length + newline;
        line += lines + 1;
        return true;
    }

    private Scan Measure(ReadOnlySpan<char> rest, out int length)
    {
        var at = 0;
        length = 0;
        while (true)
        {
            if (at < rest.Length && rest[at] == '"')
            {
                var scan = PassQuoted(rest, ref at);
                if (scan != Scan.Whole)
                {
                    return scan;
                }
            }
            else
            {
                var next = rest[at..].IndexOfAny(FieldEnds);
                at = next < 0 ? rest.Length : at + next;
            }

            if (at == rest.Length)
            {
                length = at;
                return isAtEnd ? Scan.Whole : Scan.Unfinished;
            }

            if (rest[at] == ',')
            {
                at++;
                continue;
            }

            length = at;
            return rest[at] == '\r' && at + 1 == rest.Length && !isAtEnd ? Scan.Unfinished : Scan.Whole;
        }
    }

    private Scan PassQuoted(ReadOnlySpan<char> rest, ref int at)
    {
        at++;
        while (true)
        {
            var quote = rest[at..].IndexOf('"');
            if (quote < 0)
            {
                return isAtEnd ? Scan.Broken : Scan.Unfinished;
            }

            at += quote + 1;
            if (at == rest.Length)
            {
                return isAtEnd ? Scan.Whole : Scan.Unfinished;
            }

            if (rest[at] == '"')
            {
                at++;
                continue;
            }

            return rest[at] is ',' or '\r' or '\n' ? Scan.Whole : Scan.Broken;
        }
    }

    private static int LinesIn(ReadOnlySpan<char> record)
    {
        var lines = 0;
        for (var at = record.IndexOfAny(LineEnds); at >= 0; at = record.IndexOfAny(LineEnds))
        {
            var width = record[at] == '\r' && at + 1 < record.Length && record[at + 1] == '\n' ? 2 : 1;
            record = record[(at + width)..];
            lines++;
        }

        return lines;
    }
}
