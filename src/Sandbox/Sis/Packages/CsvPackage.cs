using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Integration.Sandbox.Sis.Districts;
using Integration.Sandbox.Sis.Rest;

namespace Integration.Sandbox.Sis.Packages;

/// <summary>The district as a zip of CSV files, written while it is read: bulk, or what changed since a moment.</summary>
internal static class CsvPackage
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private static readonly string[] Files11 =
    [
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics", "enrollments", "lineItems", "orgs",
        "resources", "results", "users",
    ];

    private static readonly string[] Files12 =
    [
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics", "enrollments", "lineItemLearningObjectiveIds",
        "lineItems", "lineItemScoreScales", "orgs", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales",
        "userProfiles", "userResources", "users",
    ];

    public static async Task WriteAsync(Stream target, ISisDistrict district, SisVersion version, DateTimeOffset? since, DateTimeOffset now, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct);
        var files = CsvRows.Of(version);
        await WriteFileAsync(zip, "manifest", now, Manifest(district, files, version, since), ct);
        foreach (var file in files)
        {
            await WriteFileAsync(zip, file.Name, now, Lines(district, file, since), ct);
        }
    }

    private static IEnumerable<string?[]> Manifest(ISisDistrict district, IReadOnlyList<CsvFile> files, SisVersion version, DateTimeOffset? since)
    {
        yield return ["propertyName", "value"];
        yield return ["manifest.version", "1.0"];
        yield return ["oneroster.version", version == SisVersion.V12 ? "1.2" : "1.1"];
        foreach (var name in version == SisVersion.V12 ? Files12 : Files11)
        {
            yield return [$"file.{name}", !files.Any(f => f.Name == name) ? "absent" : since is null ? "bulk" : "delta"];
        }

        yield return ["source.systemName", "Practice SIS"];
        yield return ["source.systemCode", district.Name];
    }

    private static IEnumerable<string?[]> Lines(ISisDistrict district, CsvFile file, DateTimeOffset? since)
    {
        yield return ["sourcedId", "status", "dateLastModified", .. file.Columns.Split(',')];
        foreach (var record in since is { } moment ? district.Changed(file.Collection, moment) : district.Live(file.Collection))
        {
            // Bulk leaves status and date blank, or some readers take the file for a delta.
            var (status, date) = since is null ? (null, null) : (record.Ended ? "tobedeleted" : "active", MemberValues.Write(record.Modified));
            foreach (var row in file.Rows(record))
            {
                yield return [row.SourcedId, status, date, .. row.Values];
            }
        }
    }

    private static async Task WriteFileAsync(ZipArchive zip, string name, DateTimeOffset now, IEnumerable<string?[]> lines, CancellationToken ct)
    {
        var entry = zip.CreateEntry($"{name}.csv", CompressionLevel.Fastest);
        entry.LastWriteTime = now;
        await using var stream = await entry.OpenAsync(ct);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024) { NewLine = "\r\n" };
        var line = new StringBuilder();
        foreach (var values in lines)
        {
            line.Clear().AppendJoin(',', values.Select(Quote));
            await writer.WriteLineAsync(line, ct);
        }
    }

    private static string Quote(string? value) =>
        value is null ? "" : value.AsSpan().ContainsAny(Special) ? string.Create(CultureInfo.InvariantCulture, $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"") : value;
}
