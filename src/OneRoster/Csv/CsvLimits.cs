namespace Integration.OneRoster.Csv;

/// <summary>
/// How much a package may cost before it is refused. The figures are held against what is really read, never against what its headers claim. The largest
/// districts fill about a hundredth of them.
/// </summary>
public sealed record CsvLimits
{
    /// <summary>Files and folders in a package.</summary>
    public int Entries { get; init; } = 1_000;

    /// <summary>Bytes of one file, decompressed.</summary>
    public long EntryBytes { get; init; } = 4L << 30;

    /// <summary>Bytes of all files that are read, decompressed.</summary>
    public long TotalBytes { get; init; } = 8L << 30;

    /// <summary>How many times larger a file may become; rosters reach about 20.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Below this many bytes the ratio is not asked for: a short file of one repeated word harms nobody.</summary>
    public long RatioFrom { get; init; } = 16L << 20;

    /// <summary>Rows of roles.csv, which are kept in memory at 32 bytes each while users are read.</summary>
    public int Roles { get; init; } = 10_000_000;

    /// <summary>Different orgs that roles.csv may name.</summary>
    public int RoleOrgs { get; init; } = 200_000;
}
