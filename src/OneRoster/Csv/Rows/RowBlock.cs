namespace Integration.OneRoster.Csv.Rows;

/// <summary>Some records of a file, one behind the other, each ended by a line feed; and where each stood.</summary>
internal sealed class RowBlock
{
    private const int Full = 1 << 15;
    private readonly char[] text = new char[Full + RowSplitter.LongestRecord + 1];

    /// <summary>Every record in its order, the broken ones, whose text is left out, included.</summary>
    public List<RowMark> Rows { get; } = [];

    public bool IsFull => Length >= Full || Rows.Count >= Full;

    private int Length { get; set; }

    public void Clear()
    {
        Rows.Clear();
        Length = 0;
    }

    public void Add(ReadOnlySpan<char> record, long line)
    {
        record.CopyTo(text.AsSpan(Length));
        Length += record.Length;
        text[Length++] = '\n';
        Rows.Add(new RowMark(line, IsBroken: false));
    }

    public void AddBroken(long line) => Rows.Add(new RowMark(line, IsBroken: true));

    /// <summary>The text of the sound records.</summary>
    public TextReader OpenText() => new StringReader(new string(text, 0, Length));
}

/// <summary>One record: the line it begins on, and whether its fields can be read.</summary>
internal readonly record struct RowMark(long Line, bool IsBroken);
