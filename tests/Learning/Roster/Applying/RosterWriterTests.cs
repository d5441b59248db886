using System.Text;
using Integration.Learning.Roster.Applying;
using Integration.Tables;

namespace Integration.Tests.Learning.Roster.Applying;

/// <summary>Slices on their way: what is left to the next one, and what may only be written behind something else.</summary>
public sealed class RosterWriterTests : WritesOnSqlite
{
    private const int Records = 60;
    private const int SliceWrites = 7;
    private static readonly Key People = Key.Of("people");

    [Fact]
    public async Task Everything_said_is_stored_once_drained()
    {
        await WriteAsync(Store, "a", SliceWrites);

        Assert.Equal(Records, (await TruthAsync("a")).Count);
        Assert.Equal(2 * Records, (await DerivedAsync("a")).Count);
    }

    [Fact]
    public async Task Wherever_it_is_killed_a_row_stands_only_where_all_that_follows_from_it_does()
    {
        var whole = new DyingStore(Store, 0, arrives: false);
        await WriteAsync(whole, "whole", SliceWrites);

        for (var killAt = 1; killAt <= whole.Writes; killAt++)
        {
            var name = $"k{killAt}";
            await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(new DyingStore(Store, killAt, arrives: killAt % 2 == 0), name, SliceWrites));

            var derived = await DerivedAsync(name);
            Assert.All(await TruthAsync(name), row => Assert.True(derived.Contains($"{row}-0") && derived.Contains($"{row}-1"), $"{name}: {row}"));
        }
    }

    [Fact]
    public async Task Rows_that_fill_no_batch_wait_for_the_next_slice_and_so_take_fewer_requests()
    {
        var (sliced, apart) = (new DyingStore(Store, 0, arrives: false), new DyingStore(Store, 0, arrives: false));

        await WriteAsync(sliced, "sliced", 300, records: 2_000, places: 2);
        foreach (var part in Enumerable.Range(0, 20))
        {
            await WriteAsync(apart, $"apart{part}", int.MaxValue, records: 100, places: 2);
        }

        // 4,000 derived rows and 2,000 others: 60 batches at the best. Slices by themselves would fill each third of them.
        Assert.InRange(sliced.Writes, 60, 85);
        Assert.Equal(60, apart.Writes);
    }

    private static async Task WriteAsync(IDocumentStore to, string name, int sliceWrites, int records = Records, int places = 5)
    {
        await using var writer = new RosterWriter(to, Ct, sliceWrites);
        for (var i = 0; i < records; i++)
        {
            var json = Encoding.UTF8.GetBytes($"{{\"n\":{i}}}");
            writer.Derived(Place(name, i % places), Key.Of($"{i:d4}-0"), json);
            writer.Derived(Place(name, (i * 3) % places), Key.Of($"{i:d4}-1"), json);
            writer.Truth(People.Then(name), Key.Of($"{i:d4}"), json, null);
            await writer.CompleteAsync(Ct);
        }

        await writer.DrainAsync(Ct);
    }

    private static Key Place(string name, int place) => Key.Of("place", name, $"{place}");

    private async Task<List<string>> TruthAsync(string name) => await RowsAsync(People.Then(name));

    private async Task<HashSet<string>> DerivedAsync(string name)
    {
        var rows = new HashSet<string>();
        for (var place = 0; place < 5; place++)
        {
            rows.UnionWith(await RowsAsync(Place(name, place)));
        }

        return rows;
    }
}
