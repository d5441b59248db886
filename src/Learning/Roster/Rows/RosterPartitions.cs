using Integration.Tables;

namespace Integration.Learning.Roster.Rows;

/// <summary>The partitions of one roster by an escaped id, for whoever writes thousands of rows: a key is put together once. Not for two threads at once.</summary>
internal sealed class RosterPartitions(RosterRef roster)
{
    private readonly Key?[] classes = new Key?[RosterKeys.Buckets];
    private readonly Key?[] schools = new Key?[RosterKeys.Buckets];
    private readonly Key?[] values = new Key?[RosterKeys.Buckets];

    /// <summary>Where a class stands with its people.</summary>
    internal Key Class(string part)
    {
        var bucket = RosterKeys.BucketOf(part);
        return classes[bucket] ??= RosterKeys.Classes(roster, bucket);
    }

    /// <summary>Where a school stands with its classes.</summary>
    internal Key School(string part)
    {
        var bucket = RosterKeys.BucketOf(part);
        return schools[bucket] ??= RosterKeys.Schools(roster, bucket);
    }

    /// <summary>Where a value stands with whoever has it.</summary>
    internal Key Value(string folded)
    {
        var bucket = RosterKeys.BucketOf(RosterKeys.Part(folded));
        return values[bucket] ??= RosterKeys.Values(roster, bucket);
    }
}
