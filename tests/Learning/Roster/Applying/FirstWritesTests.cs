using System.Globalization;
using System.Text;
using Integration.Learning.Roster.Applying;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Tables;

namespace Integration.Tests.Learning.Roster.Applying;

/// <summary>The writes of a first run: what is put aside comes back whole, once and in order, and what comes in order goes out.</summary>
public sealed class FirstWritesTests : WritesOnSqlite
{
    private const int Bucket = 7;

    private readonly Key classes = RosterKeys.Classes(RosterWorld.Named("sis"), Bucket);
    private readonly Key values = RosterKeys.Values(RosterWorld.Named("sis"), Bucket);

    [Fact]
    public async Task What_was_put_aside_in_several_flushes_comes_back_partition_by_partition_in_the_order_of_its_keys()
    {
        // 12 MB: more than one flush, and chunks that are cut.
        await using var spool = Spool("run", epoch: 1);
        foreach (var i in Enumerable.Range(0, 4_000).OrderBy(i => i * 7919 % 4_000))
        {
            spool.Add(i % 2 == 0 ? classes : values, RowOf(i), Json(i));
            await spool.PutAsync(Ct);
        }

        await spool.DrainAsync(Ct);

        Assert.Equal(
            [.. Enumerable.Range(0, 4_000).Where(i => i % 2 == 0).Select(i => $"{classes} {RowOf(i)} {i}"), .. Enumerable.Range(0, 4_000).Where(i => i % 2 == 1).Select(i => $"{values} {RowOf(i)} {i}")],
            await ReadAsync(spool, Bucket));
        Assert.Empty(await ReadAsync(spool, Bucket + 1));
    }

    [Fact]
    public async Task What_a_killed_worker_put_aside_and_the_next_one_says_again_comes_back_once()
    {
        foreach (var epoch in (int[])[1, 2])
        {
            await using var spool = Spool("run", epoch);
            for (var i = 0; i < 10 * epoch; i++)
            {
                spool.Add(classes, RowOf(i), Json(i));
            }

            await spool.DrainAsync(Ct);
        }

        await using var resumed = Spool("run", epoch: 3);
        await using var other = Spool("other", epoch: 3);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{classes} {RowOf(i)} {i}"), await ReadAsync(resumed, Bucket));
        Assert.Empty(await ReadAsync(other, Bucket));
    }

    [Fact]
    public async Task A_bucket_that_is_read_after_another_was_given_back_holds_only_its_own()
    {
        await using var spool = Spool("run", epoch: 1);
        for (var i = 0; i < 100; i++)
        {
            spool.Add(i < 90 ? classes : RosterKeys.Classes(RosterWorld.Named("sis"), Bucket + 1), RowOf(i), Json(i));
        }

        await spool.DrainAsync(Ct);

        Assert.Equal(90, (await ReadAsync(spool, Bucket)).Count);
        Assert.Equal(Enumerable.Range(90, 10).Select(i => $"{RowOf(i)} {i}"), (await ReadAsync(spool, Bucket + 1)).Select(row => row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public async Task A_spool_that_is_left_in_the_middle_leaves_nothing_under_way()
    {
        var opened = new TaskCompletionSource();
        await using var spool = new DerivedSpool(new SlowStore(Store, opened.Task), RosterWorld.Named("sis"), "run", 1);
        for (var i = 0; i < 4_000; i++)
        {
            spool.Add(classes, RowOf(i), Json(i));
        }

        await spool.PutAsync(Ct);
        var leaving = spool.DisposeAsync().AsTask();

        Assert.False(leaving.IsCompleted);
        opened.SetResult();
        await leaving;
        Assert.Equal(4_000, (await ReadAsync(spool, Bucket)).Count);
    }

    [Fact]
    public async Task Rows_in_order_fill_their_batches_and_are_stored_once_drained()
    {
        var counting = new DyingStore(Store, 0, arrives: false);
        await using var writer = new OrderedWriter(counting, Ct);

        await WriteAsync(writer, 250);

        Assert.Equal(3, counting.Writes);
        Assert.Equal(250, (await RowsAsync(classes)).Count);
    }

    [Fact]
    public async Task A_row_that_another_worker_wrote_meanwhile_ends_the_writing()
    {
        await Store.InsertAsync(classes, RowOf(120), Json(0), Ct);
        await using var writer = new OrderedWriter(Store, Ct);

        await Assert.ThrowsAsync<RosterLeaseLostException>(() => WriteAsync(writer, 250));
    }

    private async Task WriteAsync(OrderedWriter writer, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            writer.Add(classes, new RowWrite(RowOf(i), Json(i), null, Upsert: false));
            await writer.SendAsync();
        }

        await writer.DrainAsync();
    }

    private DerivedSpool Spool(string run, int epoch) => new(Store, RosterWorld.Named("sis"), run, epoch);

    private static async Task<IReadOnlyList<string>> ReadAsync(DerivedSpool spool, int bucket)
    {
        using var spooled = await spool.ReadAsync(bucket, Ct);
        return [.. spooled.Rows.Select(row => $"{row.Partition} {row.Row.Key} {Encoding.UTF8.GetString(row.Row.Json.Span).TrimEnd('.')}")];
    }

    private static Key RowOf(int i) => Key.Of("c", i.ToString("d5", CultureInfo.InvariantCulture));

    // Long, so that some thousand of them are more than one flush.
    private static byte[] Json(int i) => Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture) + new string('.', 3_000));

    private sealed class SlowStore(IDocumentStore store, Task opened) : IDocumentStore
    {
        public Task<StoredDocument?> FindAsync(Key partition, Key row, CancellationToken ct) => store.FindAsync(partition, row, ct);

        public Task<DocumentPage> ReadAsync(Key partition, KeyRange range, int limit, string? continuation, CancellationToken ct) =>
            store.ReadAsync(partition, range, limit, continuation, ct);

        public async Task<CommitResult> CommitAsync(Batch batch, CancellationToken ct)
        {
            await opened;
            return await store.CommitAsync(batch, ct);
        }
    }
}
