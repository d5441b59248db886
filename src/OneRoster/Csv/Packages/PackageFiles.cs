using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Packages;

/// <summary>
/// Which entry is which file of OneRoster. Refuses what only looks like a package; nothing has been opened when it does.
/// </summary>
internal static class PackageFiles
{
    private static readonly string[] Names =
    [
        "manifest.csv", "academicSessions.csv", "categories.csv", "classes.csv", "classResources.csv", "courses.csv", "courseResources.csv", "demographics.csv",
        "enrollments.csv", "lineItemLearningObjectiveIds.csv", "lineItems.csv", "lineItemScoreScales.csv", "orgs.csv", "resources.csv",
        "resultLearningObjectiveIds.csv", "results.csv", "resultScoreScales.csv", "roles.csv", "scoreScales.csv", "userProfiles.csv", "userResources.csv", "users.csv",
    ];

    // School Data Sync: version 2.1 beside OneRoster's names, and version 1 by names of its own.
    private static readonly string[] OfSchoolDataSync = ["relationships.csv", "userFlags.csv", "section.csv", "student.csv", "studentEnrollment.csv", "teacherRoster.csv"];
    private static readonly string[] OfClever = ["sections.csv", "students.csv", "teachers.csv"];

    // What a Mac adds to every zip.
    private static readonly string[] Litter = ["__MACOSX", ".DS_Store"];

    /// <exception cref="PackageFaultException">The package is refused.</exception>
    public static IReadOnlyDictionary<string, PackageEntry> Find(IReadOnlyList<PackageEntry> entries, List<RosterWarning> warnings)
    {
        Refuse(entries);
        var known = entries.Where(entry => Is(entry, Names) || Is(entry, OfSchoolDataSync) || Is(entry, OfClever)).Where(entry => !IsLitter(entry)).ToList();
        var folder = Folder(known, entries);
        var files = new Dictionary<string, PackageEntry>(StringComparer.Ordinal);
        foreach (var entry in known.Where(entry => entry.Folder == folder && Is(entry, Names)))
        {
            var name = Names.First(name => name.Equals(entry.Name, StringComparison.OrdinalIgnoreCase));
            files[name] = entry.IsLink ? throw new PackageFaultException(CsvFaults.LinkedFile, name)
                : entry.IsEncrypted ? throw new PackageFaultException(CsvFaults.Encrypted)
                : entry;
            if (entry.Name != name)
            {
                warnings.Add(CsvWarnings.FileNameCase.At(entry.Name, detail: name));
            }
        }

        var here = known.Where(entry => entry.Folder == folder).ToList();
        RefuseLookAlikes(here, files);
        if (folder.Length > 0)
        {
            warnings.Add(CsvWarnings.InAFolder.At(file: null));
        }

        var others = entries.Count(entry => !files.ContainsValue(entry) && !IsLitter(entry));
        if (others > 0)
        {
            warnings.Add(CsvWarnings.OtherEntries.At(file: null, detail: $"{others}"));
        }

        return files;
    }

    private static void Refuse(IReadOnlyList<PackageEntry> entries)
    {
        if (entries.Any(entry => IsUnsafe(entry.Path)))
        {
            throw new PackageFaultException(CsvFaults.UnsafeName);
        }

        if (entries.GroupBy(entry => entry.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new PackageFaultException(CsvFaults.NameTwice, Known(twice.First().Name));
        }
    }

    private static string Folder(List<PackageEntry> known, IReadOnlyList<PackageEntry> entries)
    {
        var folders = known.Select(entry => entry.Folder).Distinct(StringComparer.Ordinal).ToList();
        if (folders.Contains(""))
        {
            return "";
        }

        return folders.Count switch
        {
            1 when folders[0].Count(letter => letter == '/') == 1 => folders[0],
            0 or 1 when entries.Any(entry => entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) => throw new PackageFaultException(CsvFaults.ZipInZip),
            0 or 1 => throw new PackageFaultException(CsvFaults.NotOneRoster),
            _ => throw new PackageFaultException(CsvFaults.NameTwice),
        };
    }

    private static void RefuseLookAlikes(List<PackageEntry> here, Dictionary<string, PackageEntry> files)
    {
        if (files.ContainsKey("manifest.csv"))
        {
            return;
        }

        if (here.Any(entry => Is(entry, OfSchoolDataSync)))
        {
            throw new PackageFaultException(CsvFaults.SchoolDataSync);
        }

        if (here.Any(entry => Is(entry, OfClever)))
        {
            throw new PackageFaultException(CsvFaults.Clever);
        }
    }

    private static bool IsUnsafe(string path) =>
        path.StartsWith('/') || path.Contains('\\', StringComparison.Ordinal) || path.Any(char.IsControl)
        || (path.Length > 1 && path[1] == ':') || path.Split('/').Any(part => part is ".." or "." or "");

    private static bool IsLitter(PackageEntry entry) => entry.Path.Split('/').Any(part => Litter.Contains(part, StringComparer.Ordinal));

    private static bool Is(PackageEntry entry, string[] names) => names.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    // A name of ours may be told; any other could be somebody's.
    private static string? Known(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase) ? name : null;
}
