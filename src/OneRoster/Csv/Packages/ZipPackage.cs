using System.IO.Compression;

namespace Integration.OneRoster.Csv.Packages;

/// <summary>A zip archive. Nothing is ever unpacked to disk.</summary>
internal sealed class ZipPackage : Package
{
    // The upper half of the attributes is the Unix mode, where the archive has one.
    private const int LinkMode = 0xA000;
    private const int TypeMask = 0xF000;
    private readonly ZipArchive archive;
    private readonly Dictionary<PackageEntry, ZipArchiveEntry> raw;

    private ZipPackage(ZipArchive archive, PackageMeter meter) : base(meter)
    {
        this.archive = archive;
        raw = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToDictionary(Read, entry => entry, ReferenceEqualityComparer.Instance as IEqualityComparer<PackageEntry>);
        Entries = [.. raw.Keys];
    }

    public override IReadOnlyList<PackageEntry> Entries { get; }

    /// <exception cref="PackageFaultException">There is no file, or it is no zip.</exception>
    public static ZipPackage Open(string path, PackageMeter meter)
    {
        if (!File.Exists(path))
        {
            throw new PackageFaultException(CsvFaults.NotThere);
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.RandomAccess);
        return Open(file, meter, leaveOpen: false);
    }

    /// <exception cref="PackageFaultException">It is no zip, or holds too much.</exception>
    public static ZipPackage Open(Stream stream, PackageMeter meter, bool leaveOpen)
    {
        ZipArchive? archive = null;
        try
        {
            if (ZipDirectory.HasMoreThan(stream, meter.Limits.Entries))
            {
                throw new PackageFaultException(CsvFaults.TooManyEntries);
            }

            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen);
            return new ZipPackage(archive, meter);
        }
        catch (Exception exception) when (exception is PackageFaultException || IsBrokenZip(exception))
        {
            archive?.Dispose();
            if (archive is null && !leaveOpen)
            {
                stream.Dispose();
            }

            throw exception as PackageFaultException ?? new PackageFaultException(CsvFaults.NotAZip);
        }
    }

    /// <summary>What the zip library throws at archives that are no archives, or lie about themselves.</summary>
    public static bool IsBrokenZip(Exception exception) =>
        exception is InvalidDataException or IOException or ArgumentException or OverflowException or NotSupportedException or IndexOutOfRangeException;

    public override void Dispose() => archive.Dispose();

    protected override Stream OpenRaw(PackageEntry entry)
    {
        try
        {
            return raw[entry].Open();
        }
        catch (Exception exception) when (IsBrokenZip(exception))
        {
            throw new PackageFaultException(CsvFaults.Damaged, entry.Name);
        }
    }

    private static PackageEntry Read(ZipArchiveEntry entry) => new(entry.FullName, entry.Length, entry.CompressedLength, entry.Crc32)
    {
        IsLink = ((entry.ExternalAttributes >> 16) & TypeMask) == LinkMode,
        IsEncrypted = entry.IsEncrypted,
    };
}
