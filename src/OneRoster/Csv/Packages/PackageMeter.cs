namespace Integration.OneRoster.Csv.Packages;

/// <summary>Holds a package to its limits while it is read. A file that is read twice counts once.</summary>
internal sealed class PackageMeter(CsvLimits limits)
{
    private readonly Dictionary<string, long> read = new(StringComparer.Ordinal);
    private long total;

    public CsvLimits Limits => limits;

    /// <exception cref="PackageFaultException">A limit is passed.</exception>
    public void Count(PackageEntry entry, long bytes)
    {
        var before = read.GetValueOrDefault(entry.Path);
        if (bytes <= before)
        {
            return;
        }

        read[entry.Path] = bytes;
        total += bytes - before;
        if (bytes > limits.EntryBytes || total > limits.TotalBytes)
        {
            throw new PackageFaultException(CsvFaults.TooLarge, entry.Name);
        }

        // Multiplied rather than divided, so that an empty compressed length can't hide anything.
        if (entry.Packed is { } packed && bytes > limits.RatioFrom && bytes > packed * limits.Ratio)
        {
            throw new PackageFaultException(CsvFaults.TooDense, entry.Name);
        }
    }
}
