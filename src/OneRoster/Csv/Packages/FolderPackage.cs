namespace Integration.OneRoster.Csv.Packages;

/// <summary>A folder with the files in it, or in one folder below. Links are seen and never followed.</summary>
internal sealed class FolderPackage : Package
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false };
    private readonly string root;

    private FolderPackage(string root, List<PackageEntry> entries, PackageMeter meter) : base(meter) => (this.root, Entries) = (root, entries);

    public override IReadOnlyList<PackageEntry> Entries { get; }

    /// <exception cref="PackageFaultException">It holds too much.</exception>
    public static FolderPackage Open(string path, PackageMeter meter)
    {
        var entries = new List<PackageEntry>();
        var folder = new DirectoryInfo(path);
        Add(folder, "");
        foreach (var below in folder.EnumerateDirectories("*", Everything).Where(below => !IsLink(below)).Take(meter.Limits.Entries).OrderBy(below => below.Name, StringComparer.Ordinal))
        {
            Add(below, below.Name + "/");
        }

        return new FolderPackage(path, [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)], meter);

        void Add(DirectoryInfo from, string prefix)
        {
            foreach (var file in from.EnumerateFiles("*", Everything))
            {
                if (entries.Count == meter.Limits.Entries)
                {
                    throw new PackageFaultException(CsvFaults.TooManyEntries);
                }

                entries.Add(new PackageEntry(prefix + file.Name, IsLink(file) ? 0 : file.Length, null, null) { IsLink = IsLink(file) });
            }
        }
    }

    public override void Dispose()
    {
    }

    protected override Stream OpenRaw(PackageEntry entry) =>
        new FileStream(Path.Combine(root, entry.Path), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);

    private static bool IsLink(FileSystemInfo info) => info.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
