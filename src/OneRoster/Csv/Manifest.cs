using System.Text;
using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv;

/// <summary>What manifest.csv says: the version, and how each file comes.</summary>
/// <param name="Version"><c>1.1</c>, <c>1.2</c>, or null when it is not said.</param>
/// <param name="Modes">By file, such as <c>orgs.csv</c>. A file that is not named is absent.</param>
internal sealed record Manifest(string? Version, IReadOnlyDictionary<string, ReadMode> Modes)
{
    private const string File = "manifest.csv";
    private const int MostRows = 1_000;

    /// <exception cref="PackageFaultException">It names a version that is not read.</exception>
    public static async Task<Manifest> ReadAsync(Package package, PackageEntry entry, List<RosterWarning> warnings, CancellationToken ct)
    {
        using var reader = new RowReader(package.Open(entry), Encoding.UTF8);
        var modes = new Dictionary<string, ReadMode>(StringComparer.OrdinalIgnoreCase);
        string? version = null;
        for (var row = 0; row < MostRows && await reader.ReadAsync(ct); row++)
        {
            var name = reader.Field(0).Trim().ToString();
            var value = reader.Field(1).Trim().ToString();
            if (name.Equals("propertyName", StringComparison.OrdinalIgnoreCase))
            {
                warnings.AddRange(row == 0 ? [] : [CsvWarnings.ManifestHeaderAgain.At(File, line: reader.Line)]);
            }
            else if (name.Equals("oneroster.version", StringComparison.OrdinalIgnoreCase))
            {
                version = value;
            }
            else if (name.StartsWith("file.", StringComparison.OrdinalIgnoreCase))
            {
                modes[name["file.".Length..] + ".csv"] = Mode(name, value, reader.Line, warnings);
            }
        }

        return new Manifest(Known(version), modes);
    }

    private static ReadMode Mode(string name, string value, long line, List<RosterWarning> warnings)
    {
        switch (value.ToLowerInvariant())
        {
            case "bulk":
                return ReadMode.Complete;
            case "delta":
                return ReadMode.Changes;
            case "absent":
                return ReadMode.Absent;
            default:
                warnings.Add(CsvWarnings.ManifestValue.At(File, line: line, detail: name.All(letter => char.IsAsciiLetter(letter) || letter == '.') ? name : "a file"));
                return ReadMode.Changes;
        }
    }

    // 1.0 has the files of 1.1; a third part of the number changes nothing here.
    private static string? Known(string? version) =>
        version is null or "" or "1.0" ? null
        : version == "1.1" || version.StartsWith("1.1.", StringComparison.Ordinal) ? "1.1"
        : version == "1.2" || version.StartsWith("1.2.", StringComparison.Ordinal) ? "1.2"
        : throw new PackageFaultException(CsvFaults.UnknownVersion);
}
