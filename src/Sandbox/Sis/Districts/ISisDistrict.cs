namespace Integration.Sandbox.Sis.Districts;

/// <summary>A district as its SIS holds it on one day. Records come one by one, so a big district needs no big list.</summary>
public interface ISisDistrict
{
    /// <summary>The district's name.</summary>
    string Name { get; }

    /// <summary>How many live records a collection has.</summary>
    int Count(SisCollection collection);

    /// <summary>The live records from an offset on, always in the same order.</summary>
    IEnumerable<SisRecord> Live(SisCollection collection, int offset = 0);

    /// <summary>What changed after a moment, tombstones included; <see cref="DateTimeOffset.MinValue"/> gives everything that ever was.</summary>
    IEnumerable<SisRecord> Changed(SisCollection collection, DateTimeOffset since);

    /// <summary>One record, tombstone or not; null for an id that never was.</summary>
    SisRecord? Find(SisCollection collection, string sourcedId);
}
