using Integration.Tables;

namespace Integration.Tests.Tables;

/// <summary>What every adapter promises about single writes and batches. Ranges are in the other half.</summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    private readonly Key partition = Some.Partition();

    protected CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IDocumentStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    protected abstract Task<IDocumentStore> OpenAsync();

    protected abstract Task CloseAsync();

    [Fact]
    public async Task A_missing_document_is_null() => Assert.Null(await Store.FindAsync(partition, Key.Of("nothing"), Ct));

    [Fact]
    public async Task What_was_inserted_is_found_with_the_revision_that_was_acknowledged()
    {
        var result = await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("""{"v":1}""")), Ct);

        var found = await Store.FindAsync(partition, Key.Of("a"), Ct);

        Assert.True(result.Committed);
        Assert.Equal("""{"v":1}""", Some.TextOf(found));
        Assert.Equal(Assert.Single(result.Revisions), found!.Revision);
        Assert.Equal(Key.Of("a"), found.Row);
    }

    [Fact]
    public async Task Of_64_racing_inserts_exactly_one_is_admitted()
    {
        var racers = Enumerable.Range(0, 64).Select(i => Task.Run(() => Store.InsertAsync(partition, Key.Of("nonce"), Some.Document($"{i}"), Ct)));

        var admitted = await Task.WhenAll(racers);

        Assert.Single(admitted, true);
        Assert.Equal($"{Array.IndexOf(admitted, true)}", Some.TextOf(await Store.FindAsync(partition, Key.Of("nonce"), Ct)));
    }

    [Fact]
    public async Task Of_32_racing_replaces_of_one_revision_exactly_one_is_admitted()
    {
        var first = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document()), Ct)).Revisions[0];

        var racers = Enumerable.Range(0, 32).Select(i => Task.Run(() => Store.ReplaceAsync(partition, Key.Of("a"), Some.Document($"{i}"), first, Ct)));

        Assert.Single(await Task.WhenAll(racers), revision => revision is not null);
    }

    [Fact]
    public async Task A_replace_with_a_stale_revision_is_refused()
    {
        var first = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("1")), Ct)).Revisions[0];
        var second = await Store.ReplaceAsync(partition, Key.Of("a"), Some.Document("2"), first, Ct);

        var result = await Store.CommitAsync(new Batch(partition).Replace(Key.Of("a"), Some.Document("3"), first), Ct);

        Assert.NotEqual(first, second);
        Assert.Equal(new Conflict(0, ConflictReason.Stale), result.Conflict);
        Assert.Equal("2", Some.TextOf(await Store.FindAsync(partition, Key.Of("a"), Ct)));
    }

    [Fact]
    public async Task A_delete_with_a_stale_revision_is_refused()
    {
        var first = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("1")), Ct)).Revisions[0];
        var second = await Store.ReplaceAsync(partition, Key.Of("a"), Some.Document("2"), first, Ct);

        var stale = await Store.CommitAsync(new Batch(partition).Delete(Key.Of("a"), first), Ct);
        var current = await Store.CommitAsync(new Batch(partition).Delete(Key.Of("a"), second!.Value), Ct);

        Assert.Equal(new Conflict(0, ConflictReason.Stale), stale.Conflict);
        Assert.True(current.Committed);
        Assert.Equal(default, Assert.Single(current.Revisions));
        Assert.Null(await Store.FindAsync(partition, Key.Of("a"), Ct));
    }

    [Fact]
    public async Task A_replace_or_delete_of_a_missing_row_says_so()
    {
        var gone = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document()), Ct)).Revisions[0];
        await Store.CommitAsync(new Batch(partition).Delete(Key.Of("a"), gone), Ct);

        var replace = await Store.CommitAsync(new Batch(partition).Replace(Key.Of("a"), Some.Document(), gone), Ct);
        var delete = await Store.CommitAsync(new Batch(partition).Delete(Key.Of("a"), gone), Ct);

        Assert.Equal(new Conflict(0, ConflictReason.NotFound), replace.Conflict);
        Assert.Equal(new Conflict(0, ConflictReason.NotFound), delete.Conflict);
    }

    [Fact]
    public async Task A_row_made_again_never_meets_its_old_revision()
    {
        var first = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("1")), Ct)).Revisions[0];
        await Store.CommitAsync(new Batch(partition).Delete(Key.Of("a"), first), Ct);
        await Store.InsertAsync(partition, Key.Of("a"), Some.Document("1"), Ct);

        var result = await Store.CommitAsync(new Batch(partition).Replace(Key.Of("a"), Some.Document("2"), first), Ct);

        Assert.Equal(ConflictReason.Stale, result.Conflict?.Reason);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("made up")]
    [InlineData("W/\"datetime'2026-01-01T00%3A00%3A00.0000000Z'\"")]
    [InlineData("W/\"datetime'\r\nX-Evil: 1'\"")]
    [InlineData("0000000000000000")]
    public async Task A_made_up_revision_matches_no_row(string revision)
    {
        await Store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct);

        var replace = await Store.CommitAsync(new Batch(partition).Replace(Key.Of("a"), Some.Document("2"), new Revision(revision)), Ct);
        var delete = await Store.CommitAsync(new Batch(partition).Delete(Key.Of("a"), new Revision(revision)), Ct);

        Assert.Equal(ConflictReason.Stale, replace.Conflict?.Reason);
        Assert.Equal(ConflictReason.Stale, delete.Conflict?.Reason);
    }

    [Fact]
    public async Task An_upsert_writes_whether_or_not_the_row_is_there()
    {
        await Store.UpsertAsync(partition, Key.Of("a"), Some.DocumentOf(200 * 1024), Ct);
        await Store.UpsertAsync(partition, Key.Of("a"), Some.Document("2"), Ct);

        Assert.Equal("2", Some.TextOf(await Store.FindAsync(partition, Key.Of("a"), Ct)));
    }

    [Fact]
    public async Task A_document_that_grows_and_shrinks_is_each_time_what_was_written_last()
    {
        var revision = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document()), Ct)).Revisions[0];
        foreach (var bytes in (int[])[900, 1_100, 70_000, 1_001, 5, 300_000])
        {
            revision = Assert.NotNull(await Store.ReplaceAsync(partition, Key.Of("a"), Some.DocumentOf(bytes), revision, Ct));

            Assert.Equal(Some.DocumentOf(bytes).ToArray(), (await Store.FindAsync(partition, Key.Of("a"), Ct))!.Json.ToArray());
            Assert.Equal(Some.DocumentOf(bytes).ToArray(), Assert.Single((await Store.ReadAsync(partition, KeyRange.All, 10, null, Ct)).Documents).Json.ToArray());
        }
    }

    [Fact]
    public async Task A_batch_writes_all_its_rows_and_answers_in_order()
    {
        var before = await Store.CommitAsync(
            new Batch(partition).Insert(Key.Of("replaced"), Some.Document()).Insert(Key.Of("deleted"), Some.Document()), Ct);

        var result = await Store.CommitAsync(
            new Batch(partition)
                .Replace(Key.Of("replaced"), Some.Document("r"), before.Revisions[0])
                .Delete(Key.Of("deleted"), before.Revisions[1])
                .Insert(Key.Of("inserted"), Some.Document("i"))
                .Upsert(Key.Of("upserted"), Some.Document("u")),
            Ct);

        Assert.Equal(4, result.Revisions.Count);
        Assert.Equal(result.Revisions[0], (await Store.FindAsync(partition, Key.Of("replaced"), Ct))!.Revision);
        Assert.Equal(default, result.Revisions[1]);
        Assert.Equal(result.Revisions[2], (await Store.FindAsync(partition, Key.Of("inserted"), Ct))!.Revision);
        Assert.Equal(result.Revisions[3], (await Store.FindAsync(partition, Key.Of("upserted"), Ct))!.Revision);
        Assert.Null(await Store.FindAsync(partition, Key.Of("deleted"), Ct));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_batch_with_an_insert_of_a_present_row_writes_nothing_and_names_it(int at)
    {
        await Store.InsertAsync(partition, Key.Of("there"), Some.Document("kept"), Ct);
        var batch = new Batch(partition);
        for (var i = 0; i < 5; i++)
        {
            batch.Insert(i == at ? Key.Of("there") : Key.Of("new", $"{i}"), Some.Document());
        }

        var result = await Store.CommitAsync(batch, Ct);

        Assert.Equal(new Conflict(at, ConflictReason.AlreadyExists), result.Conflict);
        Assert.Equal("kept", Some.TextOf(Assert.Single(await Store.ReadAllAsync(partition, KeyRange.All, Ct).ToListAsync(Ct))));
    }

    [Fact]
    public async Task A_batch_with_a_stale_or_missing_row_writes_nothing_and_names_it()
    {
        var first = (await Store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("1")), Ct)).Revisions[0];
        await Store.ReplaceAsync(partition, Key.Of("a"), Some.Document("2"), first, Ct);

        var stale = await Store.CommitAsync(new Batch(partition).Insert(Key.Of("b"), Some.Document()).Replace(Key.Of("a"), Some.Document("3"), first), Ct);
        var gone = await Store.CommitAsync(new Batch(partition).Insert(Key.Of("b"), Some.Document()).Delete(Key.Of("c"), first), Ct);

        Assert.Equal(new Conflict(1, ConflictReason.Stale), stale.Conflict);
        Assert.Equal(new Conflict(1, ConflictReason.NotFound), gone.Conflict);
        Assert.Equal("2", Some.TextOf(Assert.Single(await Store.ReadAllAsync(partition, KeyRange.All, Ct).ToListAsync(Ct))));
    }

    [Fact]
    public async Task A_batch_of_100_is_taken()
    {
        var batch = new Batch(partition);
        for (var i = 0; i < 100; i++)
        {
            batch.Insert(Key.Of($"{i:000}"), Some.Document($"{i}"));
        }

        var result = await Store.CommitAsync(batch, Ct);

        Assert.True(result.Committed);
        Assert.Equal(100, (await Store.ReadAsync(partition, KeyRange.All, 1000, null, Ct)).Documents.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData((64 * 1024) - 1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(900 * 1024)]
    public async Task A_document_comes_back_byte_for_byte(int bytes)
    {
        var document = Some.DocumentOf(bytes);

        await Store.InsertAsync(partition, Key.Of("a"), document, Ct);

        Assert.True((await Store.FindAsync(partition, Key.Of("a"), Ct))!.Json.Span.SequenceEqual(document.Span));
    }

    [Fact]
    public async Task Three_documents_of_900_KiB_fit_one_batch()
    {
        var batch = new Batch(partition);
        for (var i = 0; i < 3; i++)
        {
            batch.Insert(Key.Of($"{i}"), Some.DocumentOf(900 * 1024));
        }

        Assert.True((await Store.CommitAsync(batch, Ct)).Committed);
        Assert.Equal(3, await Store.ReadAllAsync(partition, KeyRange.All, Ct).CountAsync(Ct));
    }

    [Fact]
    public async Task A_document_of_901_KiB_is_refused_with_a_sentence()
    {
        var refusal = await Assert.ThrowsAsync<DocumentTooLargeException>(() => Store.InsertAsync(partition, Key.Of("a"), Some.DocumentOf(901 * 1024), Ct));

        Assert.Contains("900 KiB", refusal.Message);
        Assert.Null(await Store.FindAsync(partition, Key.Of("a"), Ct));
    }

    [Fact]
    public async Task Text_of_many_scripts_comes_back_across_property_borders()
    {
        var text = string.Concat(Enumerable.Repeat("añ漢字🙂", 20_000));

        await Store.InsertAsync(partition, Key.Of("a"), Some.Document(text), Ct);

        Assert.Equal(text, Some.TextOf(await Store.FindAsync(partition, Key.Of("a"), Ct)));
    }

    [Fact]
    public async Task A_slice_of_a_larger_buffer_is_stored_as_the_slice()
    {
        var buffer = Some.Document("xxinnerxx");

        await Store.InsertAsync(partition, Key.Of("a"), buffer[2..^2], Ct);

        Assert.Equal("inner", Some.TextOf(await Store.FindAsync(partition, Key.Of("a"), Ct)));
    }

    [Fact]
    public async Task A_cancelled_call_throws_and_its_neighbours_are_written()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.InsertAsync(partition, Key.Of("a"), Some.Document(), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(partition, Key.Of("a"), cancelled.Token));

        Assert.True(await Store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct));
    }
}
