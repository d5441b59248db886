using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// What a comparison that only counts would have written, step by step, for as long as that is little: a small run then writes it and need not compare, and
/// read each row, a second time. It lives in memory alone; whoever goes on after a killed worker compares again.
/// </summary>
internal sealed class KeptWrites(int steps)
{
    private const long MostBytes = 16 * 1024 * 1024;

    // What a write takes beside its document, about: keys, revision and the object itself.
    private const int BytesAround = 300;

    private readonly List<Kept>[] kept = [.. Enumerable.Range(0, steps).Select(_ => new List<Kept>())];
    private long bytes;

    /// <summary>True while nothing had to be left out.</summary>
    internal bool HasAll => Volatile.Read(ref bytes) <= MostBytes;

    /// <summary>Takes the writes of one step. Several steps may be compared at once.</summary>
    internal IRosterWrites Of(int step) => new Step(this, kept[step]);

    /// <summary>Says the writes of one step again, as the comparison said them.</summary>
    internal async Task SayAsync(int step, IRosterWrites writes, CancellationToken ct)
    {
        foreach (var (word, partition, row, json, revision) in kept[step])
        {
            switch (word)
            {
                case Word.Derived:
                    writes.Derived(partition, row, json!);
                    break;
                case Word.Gone:
                    writes.Gone(partition, row);
                    break;
                case Word.Truth:
                    writes.Truth(partition, row, json!, revision);
                    break;
                case Word.Complete:
                    await writes.CompleteAsync(ct);
                    break;
            }
        }
    }

    private enum Word
    {
        Derived,
        Gone,
        Truth,
        Complete,
    }

    private readonly record struct Kept(Word Word, Key Partition = default, Key Row = default, byte[]? Json = null, Revision? Revision = null);

    private sealed class Step(KeptWrites all, List<Kept> kept) : IRosterWrites
    {
        public void Derived(Key partition, Key row, byte[] json) => Keep(new Kept(Word.Derived, partition, row, json));

        public void Gone(Key partition, Key row) => Keep(new Kept(Word.Gone, partition, row));

        public void Truth(Key partition, Key row, byte[] json, Revision? revision) => Keep(new Kept(Word.Truth, partition, row, json, revision));

        public ValueTask CompleteAsync(CancellationToken ct)
        {
            // Most records want nothing.
            if (kept is [.., { Word: not Word.Complete }])
            {
                kept.Add(new Kept(Word.Complete));
            }

            return ValueTask.CompletedTask;
        }

        private void Keep(Kept write)
        {
            Interlocked.Add(ref all.bytes, BytesAround + (write.Json?.Length ?? 0));
            if (all.HasAll)
            {
                kept.Add(write);
            }
            else
            {
                kept.Clear();
            }
        }
    }
}
