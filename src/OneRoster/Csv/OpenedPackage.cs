using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv;

/// <summary>A package that was found to be OneRoster: its version, and each file that will be read with the way it comes.</summary>
internal sealed class OpenedPackage
{
    // Without these there is no roster; sessions and courses only say more about it.
    private static readonly string[] Needed = ["orgs.csv", "classes.csv", "users.csv", "enrollments.csv"];

    private readonly Dictionary<string, Survey> surveys = new(StringComparer.Ordinal);

    private OpenedPackage(Package package, IReadOnlyDictionary<string, PackageEntry> files) => (Package, Files) = (package, files);

    public Package Package { get; }

    public IReadOnlyDictionary<string, PackageEntry> Files { get; }

    public string Version { get; private set; } = "1.1";

    public IReadOnlyList<RosterWarning> Warnings { get; private set; } = [];

    /// <summary>The files that are read, with the way each comes.</summary>
    public Dictionary<FileSpec, ReadMode> Modes { get; } = [];

    /// <summary>True when roles stand in a file of their own.</summary>
    public bool HasRolesFile => Modes.ContainsKey(FileSpec.Roles);

    /// <exception cref="PackageFaultException">It is refused.</exception>
    public static async Task<OpenedPackage> OpenAsync(Package package, CancellationToken ct)
    {
        var warnings = new List<RosterWarning>();
        var opened = new OpenedPackage(package, PackageFiles.Find(package.Entries, warnings));
        var manifest = opened.Files.TryGetValue("manifest.csv", out var entry) ? await Manifest.ReadAsync(package, entry, warnings, ct) : null;
        if (manifest is null)
        {
            warnings.Add(CsvWarnings.NoManifest.At(file: null));
        }

        var rolesMode = opened.ModeOf(FileSpec.Roles.Name, manifest, warnings);
        opened.Version = manifest?.Version ?? (rolesMode == ReadMode.Absent ? "1.1" : "1.2");
        if (manifest is { Version: null })
        {
            warnings.Add(CsvWarnings.VersionAssumed.At("manifest.csv", detail: opened.Version));
        }

        foreach (var spec in new[] { FileSpec.Orgs, FileSpec.AcademicSessions, FileSpec.Courses, FileSpec.Classes, FileSpec.Enrollments })
        {
            await opened.AddAsync(spec, opened.ModeOf(spec.Name, manifest, warnings), ct);
        }

        await opened.AddUsersAsync(opened.ModeOf("users.csv", manifest, warnings), rolesMode, warnings, ct);
        opened.Warnings = warnings;
        return opened.Modes.Count == 0 ? throw new PackageFaultException(CsvFaults.NothingToRead) : opened;
    }

    /// <summary>The first pass over a file, made once.</summary>
    public async Task<Survey> SurveyAsync(FileSpec spec, CancellationToken ct)
    {
        if (!surveys.TryGetValue(spec.Name, out var survey))
        {
            surveys[spec.Name] = survey = await Survey.ReadAsync(Package, Files[spec.Name], spec, ct);
        }

        return survey;
    }

    private ReadMode ModeOf(string file, Manifest? manifest, List<RosterWarning> warnings)
    {
        var isThere = Files.ContainsKey(file);
        var mode = manifest is null ? isThere ? ReadMode.Complete : ReadMode.Absent : manifest.Modes.GetValueOrDefault(file, ReadMode.Absent);
        if (!isThere && (mode != ReadMode.Absent || (manifest is null && Needed.Contains(file))))
        {
            throw new PackageFaultException(CsvFaults.MissingFile, file);
        }

        if (isThere && mode == ReadMode.Absent)
        {
            warnings.Add(CsvWarnings.FileThoughAbsent.At(file, detail: file));
        }
        else if (!isThere && manifest is null && file != FileSpec.Roles.Name)
        {
            warnings.Add(CsvWarnings.FileNotThere.At(file, detail: file));
        }

        return mode;
    }

    private async Task AddAsync(FileSpec spec, ReadMode mode, CancellationToken ct)
    {
        if (mode != ReadMode.Absent)
        {
            await Survey.ReadHeaderAsync(Package, Files[spec.Name], spec, ct);
            Modes[spec] = mode;
        }
    }

    private async Task AddUsersAsync(ReadMode users, ReadMode roles, List<RosterWarning> warnings, CancellationToken ct)
    {
        if (users == ReadMode.Absent)
        {
            warnings.AddRange(roles == ReadMode.Absent ? [] : [CsvWarnings.RolesWithoutUser.At("roles.csv", RosterCollection.Users)]);
            return;
        }

        if (roles != ReadMode.Absent)
        {
            await AddAsync(FileSpec.Users12, users, ct);
            await AddAsync(FileSpec.Roles, roles, ct);
            return;
        }

        if (Version == "1.1")
        {
            await AddAsync(FileSpec.Users11, users, ct);
            return;
        }

        // 1.2 without its roles: either they stand in the rows, or these are changes to people whose roles stay what they are.
        try
        {
            await AddAsync(FileSpec.Users11, users, ct);
            warnings.Add(CsvWarnings.RolesInUsers.At("users.csv", RosterCollection.Users));
        }
        catch (PackageFaultException missing) when (missing.Fault.Kind == CsvFaults.MissingColumn)
        {
            if (users == ReadMode.Complete)
            {
                throw new PackageFaultException(CsvFaults.MissingFile, FileSpec.Roles.Name);
            }

            await AddAsync(FileSpec.Users12, users, ct);
        }
    }
}
