using Integration.Tables;

namespace Integration.Learning.Roster.Applying;

/// <summary>
/// Takes what a comparison wants written. Rows that follow from others (a class's copy, a member, a key) are written before the row they follow from: a
/// worker killed between the two finds the difference again, because only the last one says "done".
/// </summary>
internal interface IRosterWrites
{
    /// <summary>A row that follows from another; written whether or not it is there.</summary>
    void Derived(Key partition, Key row, byte[] json);

    /// <summary>A row that no longer follows from anything.</summary>
    void Gone(Key partition, Key row);

    /// <summary>The row that was compared, still at <paramref name="revision"/>, or not there when null.</summary>
    void Truth(Key partition, Key row, byte[] json, Revision? revision);

    /// <summary>Everything about one record is said.</summary>
    ValueTask CompleteAsync(CancellationToken ct);
}

/// <summary>Writes nothing: the comparison is only counted.</summary>
internal sealed class NoWrites : IRosterWrites
{
    internal static readonly NoWrites Instance = new();

    public void Derived(Key partition, Key row, byte[] json)
    {
    }

    public void Gone(Key partition, Key row)
    {
    }

    public void Truth(Key partition, Key row, byte[] json, Revision? revision)
    {
    }

    public ValueTask CompleteAsync(CancellationToken ct) => ValueTask.CompletedTask;
}
