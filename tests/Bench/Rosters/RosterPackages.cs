using Integration.Sandbox.Sis.Districts;
using Integration.Sandbox.Sis.Packages;
using Integration.Sandbox.Sis.Rest;

namespace Integration.Bench.Rosters;

/// <summary>An invented district as CSV packages: its first day, the changes of the second, and the whole second day.</summary>
/// <param name="First">Everything on the first day.</param>
/// <param name="Changes">What changed on the second: about one record in a hundred.</param>
/// <param name="Second">Everything on the second day.</param>
/// <param name="Records">Records in <paramref name="First"/>, all six collections.</param>
internal sealed record RosterPackages(string First, string Changes, string Second, long Records)
{
    private static readonly DateTimeOffset Night = new(2026, 10, 6, 2, 0, 0, TimeSpan.Zero);

    internal static async Task<RosterPackages> WriteAsync(string folder, int enrollments, CancellationToken ct)
    {
        var first = new GeneratedDistrict(enrollments);
        var second = first.NextDay(Night);
        return new RosterPackages(
            await WriteAsync(folder, "first.zip", first, null, ct),
            await WriteAsync(folder, "changes.zip", second, Night.AddHours(-1), ct),
            await WriteAsync(folder, "second.zip", second, null, ct),
            new[] { SisCollection.Orgs, SisCollection.AcademicSessions, SisCollection.Courses, SisCollection.Classes, SisCollection.Users, SisCollection.Enrollments }
                .Sum(collection => (long)first.Count(collection)));
    }

    private static async Task<string> WriteAsync(string folder, string name, GeneratedDistrict district, DateTimeOffset? since, CancellationToken ct)
    {
        var path = Path.Combine(folder, name);
        await using var file = File.Create(path);
        await CsvPackage.WriteAsync(file, district, SisVersion.V12, since, Night, ct);
        return path;
    }
}
