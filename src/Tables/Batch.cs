namespace Integration.Tables;

/// <summary>Up to 100 writes to one partition, no row twice, committed together or not at all. Never split silently.</summary>
public sealed class Batch(Key partition)
{
    private readonly List<Write> writes = [];

    /// <summary>The one partition all writes go to.</summary>
    public Key Partition { get; } = partition;

    /// <summary>The writes in the order they were added.</summary>
    public IReadOnlyList<Write> Writes => writes;

    /// <summary>Adds a row that must not be there yet.</summary>
    public Batch Insert(Key row, ReadOnlyMemory<byte> json) => Add(new Write(WriteKind.Insert, row, json, null));

    /// <summary>Replaces a row that must still be at <paramref name="revision"/>.</summary>
    public Batch Replace(Key row, ReadOnlyMemory<byte> json, Revision revision) => Add(new Write(WriteKind.Replace, row, json, revision));

    /// <summary>Writes a row whether or not it is there; only for rows that are derived or idempotent.</summary>
    public Batch Upsert(Key row, ReadOnlyMemory<byte> json) => Add(new Write(WriteKind.Upsert, row, json, null));

    /// <summary>Deletes a row that must still be at <paramref name="revision"/>.</summary>
    public Batch Delete(Key row, Revision revision) => Add(new Write(WriteKind.Delete, row, default, revision));

    private Batch Add(Write write)
    {
        writes.Add(write);
        return this;
    }
}

/// <summary>One write of a batch.</summary>
public sealed record Write(WriteKind Kind, Key Row, ReadOnlyMemory<byte> Json, Revision? Revision);

/// <summary>The four writes that both stores can do atomically.</summary>
public enum WriteKind
{
    /// <summary>Refused when the row is there.</summary>
    Insert,

    /// <summary>Refused when the row is gone or at another revision.</summary>
    Replace,

    /// <summary>Never refused.</summary>
    Upsert,

    /// <summary>Refused when the row is gone or at another revision.</summary>
    Delete,
}
