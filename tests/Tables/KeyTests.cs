using CsCheck;
using Integration.Tables;
using Integration.Tables.Sqlite;

namespace Integration.Tests.Tables;

public sealed class KeyTests
{
    // Mostly characters with a meaning somewhere, so that collisions would have a chance.
    private static readonly Gen<string> Part = Gen.OneOf(
        Gen.String[Gen.Char["!~/\\#?% '\"\0\t\u007f._-7EaAzZ09é漢"], 1, 6],
        Gen.String[Gen.Char["aA!~"], 60, 70],
        Gen.String[Gen.Char.AlphaNumeric, 1, 100]);

    private static readonly Gen<string[]> Parts = Part.Array[1, 4];

    [Fact]
    public void Different_ids_never_share_a_key() => Gen.Select(Parts, Parts).Sample(
        (a, b) => (Key.Of(a) == Key.Of(b)) == a.SequenceEqual(b), iter: 20_000);

    [Fact]
    public void A_key_is_made_of_the_characters_Azure_allows_and_reads_back() => Parts.Sample(
        parts =>
        {
            var key = Key.Of(parts);
            return key.Value.All(c => char.IsAsciiLetterOrDigit(c) || "-_.~!".Contains(c)) && Key.FromStored(key.Value) == key;
        },
        iter: 5_000);

    [Fact]
    public void Then_is_the_same_as_one_part_more() => Gen.Select(Parts, Part).Sample(
        (parts, last) => Key.Of(parts).Then(last) == Key.Of([.. parts, last]), iter: 2_000);

    [Fact]
    public void Under_holds_exactly_the_children() => Gen.Select(Parts, Parts).Sample(
        (prefix, parts) =>
        {
            var range = KeyRange.Under(Key.Of(prefix));
            var key = Key.Of(parts).Value;
            var inRange = string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.Before) < 0;
            return inRange == (parts.Length > prefix.Length && parts[..prefix.Length].SequenceEqual(prefix));
        },
        iter: 20_000);

    [Fact]
    public void A_child_of_a_key_is_under_it() => Gen.Select(Parts, Part).Sample(
        (prefix, child) =>
        {
            var range = KeyRange.Under(Key.Of(prefix));
            var key = Key.Of(prefix).Then(child).Value;
            return string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.Before) < 0;
        },
        iter: 5_000);

    [Fact]
    public async Task SQLite_sorts_keys_ordinally()
    {
        using var file = new ThrowAwayFile();
        await using var store = new SqliteDocumentStore(file.Path);

        await Parts.Select(parts => Key.Of(parts)).HashSet[1, 40].SampleAsync(
            async keys =>
            {
                var partition = Some.Partition();
                await Task.WhenAll(keys.Select(key => store.InsertAsync(partition, key, Some.Document(), CancellationToken.None)));

                var rows = await store.ReadAllAsync(partition, KeyRange.All, CancellationToken.None).Select(document => document.Row.Value).ToListAsync();

                Assert.Equal(keys.Select(key => key.Value).Order(StringComparer.Ordinal), rows);
            },
            iter: 30);
    }

    [Fact]
    public void Long_parts_become_a_hash_and_short_ones_stay_readable()
    {
        Assert.Equal("reg!abc-1.2_3", Key.Of("reg", "abc-1.2_3").Value);
        Assert.Equal("a~2Fb~C3~A9", Key.Of("a/bé").Value);
        Assert.Equal(new string('x', 64), Key.Of(new string('x', 64)).Value);
        Assert.Matches("^~~[0-9a-f]{64}$", Key.Of(new string('x', 65)).Value);
        Assert.Matches("^~~[0-9a-f]{64}$", Key.Of(new string('/', 22)).Value);
    }

    [Fact]
    public void A_key_has_at_most_512_characters_and_no_empty_or_broken_part()
    {
        Assert.Equal(512, Key.Of([.. Enumerable.Repeat(new string('x', 64), 7), new('x', 57)]).Value.Length);
        Assert.Throws<ArgumentException>(() => Key.Of([.. Enumerable.Repeat(new string('x', 64), 8)]));
        Assert.Throws<ArgumentException>(() => Key.Of());
        Assert.Throws<ArgumentException>(() => Key.Of("a", ""));
        Assert.ThrowsAny<ArgumentException>(() => Key.Of("\ud800"));
        Assert.Throws<ArgumentException>(() => Key.FromStored("a/b"));
        Assert.Throws<ArgumentException>(() => Key.FromStored(new string('x', 513)));
    }
}
