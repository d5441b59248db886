using Integration.Tables;

namespace Integration.Tests.Tables;

/// <summary>The guards by themselves: the emulator and SQLite would let most of this pass.</summary>
public sealed class LimitsTests
{
    private static readonly Key P = Key.Of("p");
    private static readonly Revision Any = new("any");

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_batch_holds_1_to_100_writes(int count)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Limits.Check(Inserts(count, 1)));

        Assert.Contains("1 to 100", refusal.Message);
    }

    [Fact]
    public void A_row_stands_once_in_a_batch_whatever_the_writes() => Assert.Throws<ArgumentException>(
        () => Limits.Check(new Batch(P).Delete(Key.Of("a"), Any).Insert(Key.Of("a"), Some.Document())));

    [Fact]
    public void Keys_that_name_nothing_are_refused_everywhere()
    {
        Assert.Throws<ArgumentException>(() => Limits.Check(new Batch(default).Insert(P, Some.Document())));
        Assert.Throws<ArgumentException>(() => Limits.Check(new Batch(P).Insert(default, Some.Document())));
        Assert.Throws<ArgumentException>(() => Limits.CheckRead(default, KeyRange.All, 1, null));
        Assert.Throws<ArgumentException>(() => KeyRange.Under(default));
        Assert.Throws<ArgumentException>(() => default(Key).Then("x"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public void A_page_holds_1_to_1000_documents(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Limits.CheckRead(P, KeyRange.All, limit, null));

    [Theory]
    [InlineData("é")]
    [InlineData("a b")]
    [InlineData("a\0")]
    public void A_range_is_bounded_by_escaped_keys(string bound)
    {
        Assert.Throws<ArgumentException>(() => Limits.CheckRead(P, new KeyRange(bound, null), 1, null));
        Assert.Throws<ArgumentException>(() => Limits.CheckRead(P, new KeyRange(null, bound), 1, null));
        Assert.Throws<ArgumentException>(() => Limits.CheckRead(P, KeyRange.All, 1, bound));
    }

    [Fact]
    public void A_replace_or_delete_names_a_revision()
    {
        Assert.Throws<ArgumentException>(() => Limits.Check(new Batch(P).Replace(P, Some.Document(), default)));
        Assert.Throws<ArgumentException>(() => Limits.Check(new Batch(P).Delete(P, new Revision(""))));
    }

    [Fact]
    public void An_empty_document_is_refused() => Assert.Throws<ArgumentException>(() => Limits.Check(new Batch(P).Insert(P, default)));

    [Fact]
    public void A_document_has_at_most_900_KiB()
    {
        Limits.Check(new Batch(P).Upsert(P, new byte[900 * 1024]));

        var refusal = Assert.Throws<DocumentTooLargeException>(() => Limits.Check(new Batch(P).Upsert(P, new byte[(900 * 1024) + 1])));

        Assert.Contains("921601 bytes", refusal.Message);
    }

    [Fact]
    public void A_batch_stays_under_4_MiB_of_base64_not_of_documents()
    {
        Limits.Check(Inserts(3, 900 * 1024));

        // 3.5 MiB of documents are 4.7 MiB of request.
        var refusal = Assert.Throws<DocumentTooLargeException>(() => Limits.Check(Inserts(4, 900 * 1024)));

        Assert.Contains("under 4096 KiB", refusal.Message);
        Assert.Throws<DocumentTooLargeException>(() => Limits.Check(Inserts(100, 31 * 1024)));
        Limits.Check(Inserts(100, 28 * 1024));
    }

    private static Batch Inserts(int count, int bytes)
    {
        var batch = new Batch(P);
        for (var i = 0; i < count; i++)
        {
            batch.Insert(Key.Of($"{i}"), new byte[bytes]);
        }

        return batch;
    }
}
