using Integration.Tables;

namespace Integration.Tests.Tables;

public abstract partial class DocumentStoreContract
{
    /// <summary>Ids as they come from outside: everything Azure forbids in a key, everything that breaks a URL, and more than fits.</summary>
    private static readonly string[] OutsideIds =
    [
        "/", "\\", "#", "?", "%", "%2F", "a/b\\c#d?e%f", "\0", "\t\r\n", "\u001f", "\u007f", "\u0080", "\u009f", "\u2028", "\ufeff", "\uffff",
        "🙂", "👩‍🏫", "İı", "ß", "é", "e\u0301", "漢字", " ", "  ", "'", "''", "\"", "!", "~", "~~", "~7E", ".", "..", "-", "_", "+", "&=", "<>",
        "A", "a", "AA", "aA", "Z", "0", "10", "2", "https://lms.example.test/course?id=1&x=%20#top", new('x', 64), new('x', 65), new('x', 255), new('/', 255),
        new string('x', 254) + "y", string.Concat(Enumerable.Repeat("🙂", 127)) + "z",
    ];

    [Fact]
    public async Task Outside_ids_are_stored_and_found_and_never_mistaken_for_each_other()
    {
        foreach (var id in OutsideIds)
        {
            Assert.True(await Store.InsertAsync(partition, Key.Of(id), Some.Document(id), Ct), $"'{id}' met another id");
        }

        foreach (var id in OutsideIds)
        {
            Assert.Equal(id, Some.TextOf(await Store.FindAsync(partition, Key.Of(id), Ct)));
        }
    }

    [Fact]
    public async Task Outside_ids_serve_as_partitions_too()
    {
        foreach (var id in OutsideIds)
        {
            Assert.True(await Store.InsertAsync(partition.Then(id), Key.Of(id), Some.Document(id), Ct));
            Assert.Equal(id, Some.TextOf(Assert.Single((await Store.ReadAsync(partition.Then(id), KeyRange.All, 10, null, Ct)).Documents)));
        }
    }

    [Fact]
    public async Task Rows_come_in_ordinal_order_of_their_keys_whatever_the_page_size()
    {
        Key[] keys = [.. OutsideIds.Select(id => Key.Of(id)), .. OutsideIds.Select(id => Key.Of("a", id))];
        await Task.WhenAll(keys.Select(key => Store.InsertAsync(partition, key, Some.Document(), Ct)));
        var ordered = keys.Select(key => key.Value).Order(StringComparer.Ordinal).ToList();

        foreach (var size in (int[])[1, 7, 1000])
        {
            Assert.Equal(ordered, await RowsAsync(KeyRange.All, size));
        }
    }

    [Fact]
    public async Task Under_holds_the_children_and_neither_the_parent_nor_its_neighbours()
    {
        Key[] inside = [Key.Of("a", "1"), Key.Of("a", "1", "x"), Key.Of("a", "~"), Key.Of("a", "/")];
        Key[] outside = [Key.Of("a"), Key.Of("a-"), Key.Of("a0"), Key.Of("a/"), Key.Of("A", "1"), Key.Of("b", "1")];
        await Task.WhenAll(inside.Concat(outside).Select(key => Store.InsertAsync(partition, key, Some.Document(), Ct)));

        var rows = await RowsAsync(KeyRange.Under(Key.Of("a")), 2);

        Assert.Equal(inside.Select(key => key.Value).Order(StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task A_range_begins_at_its_start_and_ends_before_its_end()
    {
        await Task.WhenAll("abcde".Select(letter => Store.InsertAsync(partition, Key.Of($"{letter}"), Some.Document(), Ct)));

        Assert.Equal(["b", "c"], await RowsAsync(new KeyRange("b", "d"), 10));
        Assert.Equal(["d", "e"], await RowsAsync(new KeyRange("d", null), 10));
        Assert.Equal(["a", "b"], await RowsAsync(new KeyRange(null, "c"), 10));
        Assert.Empty(await RowsAsync(new KeyRange("c", "c"), 10));
    }

    [Fact]
    public async Task A_read_stays_in_its_partition()
    {
        await Store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct);
        await Store.InsertAsync(partition.Then("child"), Key.Of("b"), Some.Document(), Ct);

        Assert.Equal(["a"], await RowsAsync(KeyRange.All, 10));
    }

    [Fact]
    public async Task Pages_hold_at_most_the_limit_and_meet_without_gap_or_overlap()
    {
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => Store.InsertAsync(partition, Key.Of($"{i:00}"), Some.Document(), Ct)));

        var first = await Store.ReadAsync(partition, KeyRange.All, 10, null, Ct);
        var second = await Store.ReadAsync(partition, KeyRange.All, 10, first.Continuation, Ct);
        var third = await Store.ReadAsync(partition, KeyRange.All, 10, second.Continuation, Ct);

        DocumentPage[] pages = [first, second, third];
        Assert.Equal([10, 10, 5], pages.Select(page => page.Documents.Count));
        Assert.Null(third.Continuation);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{i:00}"), pages.SelectMany(page => page.Documents).Select(document => document.Row.Value));
    }

    [Fact]
    public async Task Paging_goes_on_when_rows_vanish_and_appear_meanwhile()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Store.InsertAsync(partition, Key.Of($"{i:00}"), Some.Document(), Ct)));
        var first = await Store.ReadAsync(partition, KeyRange.All, 10, null, Ct);

        foreach (var row in (string[])["09", "10"])
        {
            var found = await Store.FindAsync(partition, Key.Of(row), Ct);
            await Store.CommitAsync(new Batch(partition).Delete(found!.Row, found.Revision), Ct);
        }

        await Store.InsertAsync(partition, Key.Of("155"), Some.Document(), Ct);
        var second = await Store.ReadAsync(partition, KeyRange.All, 1000, first.Continuation, Ct);

        Assert.Equal(["11", "12", "13", "14", "15", "155", "16", "17", "18", "19"], second.Documents.Select(document => document.Row.Value));
    }

    [Fact]
    public async Task A_continuation_from_outside_cannot_leave_the_range()
    {
        await Task.WhenAll("abcde".Select(letter => Store.InsertAsync(partition, Key.Of($"{letter}"), Some.Document(), Ct)));

        var early = await Store.ReadAsync(partition, new KeyRange("c", "e"), 10, "a", Ct);
        var late = await Store.ReadAsync(partition, new KeyRange("c", "e"), 10, "zzz", Ct);

        Assert.Equal(["c", "d"], early.Documents.Select(document => document.Row.Value));
        Assert.Empty(late.Documents);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(partition, KeyRange.All, 10, "' or 1 eq 1 \n", Ct));
    }

    [Fact]
    public async Task A_thousand_rows_are_one_page_and_more_are_two()
    {
        for (var tens = 0; tens < 11; tens++)
        {
            var batch = new Batch(partition);
            for (var i = 0; i < 100; i++)
            {
                batch.Insert(Key.Of($"{(tens * 100) + i:0000}"), Some.Document());
            }

            await Store.CommitAsync(batch, Ct);
        }

        var page = await Store.ReadAsync(partition, KeyRange.All, 1000, null, Ct);

        Assert.Equal(1000, page.Documents.Count);
        Assert.NotNull(page.Continuation);
        Assert.Equal(1100, await Store.ReadAllAsync(partition, KeyRange.All, Ct).CountAsync(Ct));
    }

    private async Task<List<string>> RowsAsync(KeyRange range, int pageSize)
    {
        List<string> rows = [];
        string? continuation = null;
        do
        {
            var page = await Store.ReadAsync(partition, range, pageSize, continuation, Ct);
            Assert.InRange(page.Documents.Count, 0, pageSize);
            rows.AddRange(page.Documents.Select(document => document.Row.Value));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        return rows;
    }
}
