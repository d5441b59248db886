using System.Text;
using Integration.OneRoster.Csv.Packages;
using Sylvan.Data.Csv;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>Reads one file row by row, forwards. Memory holds one block of rows.</summary>
internal sealed class RowReader : IDisposable
{
    private static readonly CsvDataReaderOptions Options = new()
    {
        HasHeaders = false,
        Delimiter = ',',
        Comment = '\0',
        CsvStyle = CsvStyle.Standard,
        ResultSetMode = ResultSetMode.SingleResult,
        MaxBufferSize = RowSplitter.LongestRecord * 2,
    };

    private readonly EntryStream stream;
    private readonly StreamReader text;
    private readonly RowSplitter splitter;
    private readonly RowBlock block = new();
    private readonly char[] buffer = new char[RowSplitter.LongestRecord * 2];
    private CsvDataReader? fields;
    private int next;

    public RowReader(EntryStream stream, Encoding encoding)
    {
        this.stream = stream;
        text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16);
        splitter = new RowSplitter(text);
    }

    /// <summary>The line on which the row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>True when the row has no fields that could be read.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>How many fields it has.</summary>
    public int FieldCount { get; private set; }

    /// <summary>Bytes read so far, a block ahead of the row.</summary>
    public long BytesRead => stream.BytesRead;

    /// <summary>The text encoding as its byte order mark said, or as it was given.</summary>
    public Encoding Encoding => text.CurrentEncoding;

    /// <summary>One field, its quotes taken off; empty beyond the last.</summary>
    public ReadOnlySpan<char> Field(int index) => index >= 0 && index < FieldCount ? fields!.GetFieldSpan(index) : default;

    /// <summary>Goes to the next row; false after the last. Lines without anything on them are no rows.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        if (next == block.Rows.Count)
        {
            if (!await splitter.ReadAsync(block, ct))
            {
                return false;
            }

            fields?.Dispose();
            fields = CsvDataReader.Create(block.OpenText(), buffer, Options);
            next = 0;
        }

        (Line, IsBroken) = (block.Rows[next].Line, block.Rows[next].IsBroken);
        next++;
        FieldCount = 0;
        if (!IsBroken)
        {
            FieldCount = fields!.Read() ? fields.RowFieldCount : 0;
        }

        return true;
    }

    public void Dispose()
    {
        fields?.Dispose();
        text.Dispose();
    }
}
