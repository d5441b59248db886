namespace Integration.OneRoster.Csv.Packages;

/// <summary>The entries of a zip or a folder, opened but not yet judged.</summary>
internal abstract class Package(PackageMeter meter) : IDisposable
{
    /// <summary>Every entry, folders left out.</summary>
    public abstract IReadOnlyList<PackageEntry> Entries { get; }

    /// <summary>The bytes of one entry, held to the limits while they are read.</summary>
    public EntryStream Open(PackageEntry entry) => new(OpenRaw(entry), entry, meter);

    public abstract void Dispose();

    protected abstract Stream OpenRaw(PackageEntry entry);
}

/// <summary>One file of a package.</summary>
/// <param name="Path">Its path in the package, with <c>/</c>.</param>
/// <param name="Length">Its length as the package claims it.</param>
/// <param name="Packed">Its compressed length; null where nothing is compressed.</param>
/// <param name="Crc">Its checksum as the package claims it; null for folders.</param>
internal sealed record PackageEntry(string Path, long Length, long? Packed, uint? Crc)
{
    public bool IsLink { get; init; }

    public bool IsEncrypted { get; init; }

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];
}
