using CsCheck;
using Integration.OneRoster.Csv.Rows;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>Where records begin and end, whatever their text.</summary>
public sealed class RowSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n\r\n\r", "")]
    [InlineData("a,b\nc,d", "1:a,b 2:c,d")]
    [InlineData("a\r\nb\rc\nd\r\n", "1:a 2:b 3:c 4:d")]
    [InlineData("\"a\r\nb\",c\nd", "1:\"a\r\nb\",c 3:d")]
    [InlineData("\"a\"\"b\",\"\"\nc", "1:\"a\"\"b\",\"\" 2:c")]
    [InlineData("a\"b,c\nd", "1:a\"b,c 2:d")]
    [InlineData("\"a\"b,c\nd", "1! 2:d")]
    [InlineData("a,\"b\nc,d\ne", "1! 2:c,d 3:e")]
    [InlineData("a,\"b\r\nc,\"d\"\n", "1! 2:c,\"d\"")]
    [InlineData("a\n\"", "1:a 2!")]
    [InlineData("\0a,b\nc", "1! 2:c")]
    public async Task Text_is_cut_where_its_quotes_allow(string text, string records)
    {
        Assert.Equal(records, string.Join(' ', await SplitAsync(new StringReader(text))));
        Assert.Equal(records, string.Join(' ', await SplitAsync(new DripReader(text))));
    }

    [Fact]
    public async Task An_endless_line_or_quote_costs_its_own_line_only()
    {
        var endless = new string('x', 5 * RowSplitter.LongestRecord);
        var lines = string.Concat(Enumerable.Repeat("y,z\n", RowSplitter.LongestRecord));

        Assert.Equal(["1:a", "2!", "3:b"], await SplitAsync(new StringReader($"a\n{endless}\nb\n")));
        Assert.Equal(["1:a", "2!", "3:b"], await SplitAsync(new StringReader($"a\n\"{endless}\nb\n")));
        Assert.Equal(["1!"], await SplitAsync(new StringReader(endless)));
        var swallowed = await SplitAsync(new StringReader($"a\nb,\"c\n{lines}d"));
        Assert.Equal(RowSplitter.LongestRecord + 3, swallowed.Count);
        Assert.Equal(["1:a", "2!", "3:y,z"], swallowed.Take(3));
        Assert.Equal($"{RowSplitter.LongestRecord + 3}:d", swallowed[^1]);
    }

    [Fact]
    public void Any_text_is_cut_alike_however_it_arrives_and_no_line_comes_twice() => Gen.Char["ab,\"\r\n "].Array[0, 60].Select(letters => new string(letters)).Sample(text =>
    {
        var whole = SplitAsync(new StringReader(text)).AsTask().GetAwaiter().GetResult();
        var drip = SplitAsync(new DripReader(text)).AsTask().GetAwaiter().GetResult();
        var lines = whole.Select(record => long.Parse(record.Split(':', '!')[0])).ToList();

        Assert.Equal(whole, drip);
        Assert.Equal(lines.Distinct().Order(), lines);
    });

    private static async ValueTask<List<string>> SplitAsync(TextReader text)
    {
        var splitter = new RowSplitter(text);
        var block = new RowBlock();
        var records = new List<string>();
        while (await splitter.ReadAsync(block, default))
        {
            var rest = await block.OpenText().ReadToEndAsync();
            foreach (var row in block.Rows)
            {
                // A record's own line feeds are those inside quotes.
                var end = row.IsBroken ? 0 : End(rest);
                records.Add(row.IsBroken ? $"{row.Line}!" : $"{row.Line}:{rest[..end]}");
                rest = row.IsBroken ? rest : rest[(end + 1)..];
            }
        }

        return records;
    }

    private static int End(string text)
    {
        var (isQuoted, mayOpen) = (false, true);
        for (var at = 0; ; at++)
        {
            if (text[at] == '\n' && !isQuoted)
            {
                return at;
            }

            // Behind a closing quote another one opens the field again: that is how a quote is written.
            (isQuoted, mayOpen) = text[at] == '"' && (isQuoted || mayOpen) ? (!isQuoted, isQuoted) : (isQuoted, !isQuoted && text[at] == ',');
        }
    }

    /// <summary>Hands out one character at a time.</summary>
    private sealed class DripReader(string text) : StringReader(text)
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
