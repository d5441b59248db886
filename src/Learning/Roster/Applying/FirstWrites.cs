using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// The writes of a first run, where everything is new: too much to write in the order in which it is found, since each class's people come from all over. The
/// compared rows come in order and go out at once; what follows from them is put aside and written afterwards, bucket by bucket. A worker killed in between
/// says the rest again, and the run has not been applied before the last bucket is written.
/// </summary>
internal sealed class FirstWrites(DerivedSpool spool, OrderedWriter writer) : IRosterWrites
{
    public void Derived(Key partition, Key row, byte[] json) => spool.Add(partition, row, json);

    public void Gone(Key partition, Key row) => throw new InvalidOperationException("Nothing was there before a first run that could go.");

    public void Truth(Key partition, Key row, byte[] json, Revision? revision) => writer.Add(partition, new RowWrite(row, json, revision, Upsert: false));

    public async ValueTask CompleteAsync(CancellationToken ct)
    {
        await writer.SendAsync();
        await spool.PutAsync(ct);
    }
}
