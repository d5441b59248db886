using System.Globalization;

namespace Integration.Sandbox.Sis.Districts;

/// <summary>Ids of a generated district. Some hold what a careless client breaks on: <c>/ + = { }</c> and a space.</summary>
internal static class GeneratedIds
{
    public static string Of(SisCollection kind, int index)
    {
        var prefix = kind switch
        {
            SisCollection.Orgs => "org",
            SisCollection.AcademicSessions => "ses",
            SisCollection.Courses => "crs",
            SisCollection.Classes => "cls",
            SisCollection.Users => "usr",
            SisCollection.Enrollments => "enr",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        var number = index.ToString("D7", CultureInfo.InvariantCulture);
        return (index % 97) switch
        {
            13 => $"{{{prefix}-{number}}}",
            25 => $"{prefix}/{number}",
            37 => $"{prefix}+{number}==",
            49 => $"{prefix} {number}",
            _ => $"{prefix}-{number}",
        };
    }
}
