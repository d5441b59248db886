using System.Text;
using Integration.Learning.Roster.Applying;
using Integration.Tables;

namespace Integration.Tests.Learning.Roster.Applying;

/// <summary>What counting found to be written, and says again.</summary>
public sealed class KeptWritesTests
{
    private static readonly Key Classes = Key.Of("classes");
    private static readonly Key People = Key.Of("people");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_says_what_was_said_in_it_in_the_same_order()
    {
        var kept = new KeptWrites(2);
        var (first, second) = (new Heard(), new Heard());
        await SayAsync(kept.Of(1), "b");
        await SayAsync(kept.Of(0), "a");

        await kept.SayAsync(0, first, Ct);
        await kept.SayAsync(1, second, Ct);

        Assert.True(kept.HasAll);
        Assert.Equal(["derived classes a-member {}", "gone classes a-left", "truth people a {\"v\":1} 7", "truth people a-new {} ", "complete"], first.Words);
        Assert.Equal(first.Words.Select(word => word.Replace("a-", "b-", StringComparison.Ordinal).Replace("people a ", "people b ", StringComparison.Ordinal)), second.Words);
    }

    [Fact]
    public async Task A_record_that_wants_nothing_takes_no_room()
    {
        var (kept, heard) = (new KeptWrites(1), new Heard());
        for (var record = 0; record < 1000; record++)
        {
            await kept.Of(0).CompleteAsync(Ct);
        }

        await kept.SayAsync(0, heard, Ct);

        Assert.Empty(heard.Words);
    }

    [Fact]
    public async Task Once_it_is_much_it_does_not_have_all_and_keeps_nothing_more()
    {
        var (kept, heard) = (new KeptWrites(3), new Heard());
        var megabyte = new byte[1024 * 1024];
        await SayAsync(kept.Of(0), "before");
        for (var row = 0; row < 16; row++)
        {
            kept.Of(1).Derived(Classes, Key.Of($"{row}"), megabyte);
        }

        await SayAsync(kept.Of(2), "behind");
        await kept.SayAsync(1, heard, Ct);
        await kept.SayAsync(2, heard, Ct);

        Assert.False(kept.HasAll);
        Assert.DoesNotContain(heard.Words, word => word.StartsWith("derived", StringComparison.Ordinal));
    }

    private static async Task SayAsync(IRosterWrites writes, string name)
    {
        writes.Derived(Classes, Key.Of($"{name}-member"), "{}"u8.ToArray());
        writes.Gone(Classes, Key.Of($"{name}-left"));
        writes.Truth(People, Key.Of(name), "{\"v\":1}"u8.ToArray(), new Revision("7"));
        writes.Truth(People, Key.Of($"{name}-new"), "{}"u8.ToArray(), null);
        await writes.CompleteAsync(Ct);
    }

    private sealed class Heard : IRosterWrites
    {
        internal List<string> Words { get; } = [];

        public void Derived(Key partition, Key row, byte[] json) => Words.Add($"derived {partition} {row} {Encoding.UTF8.GetString(json)}");

        public void Gone(Key partition, Key row) => Words.Add($"gone {partition} {row}");

        public void Truth(Key partition, Key row, byte[] json, Revision? revision) =>
            Words.Add($"truth {partition} {row} {Encoding.UTF8.GetString(json)} {revision?.Value}");

        public ValueTask CompleteAsync(CancellationToken ct)
        {
            Words.Add("complete");
            return ValueTask.CompletedTask;
        }
    }
}
