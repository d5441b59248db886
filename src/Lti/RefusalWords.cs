using System.Globalization;
using System.Resources;

namespace Integration.Lti;

/// <summary>What a refusal page says: one sentence or two for the student, who may be eight, and one for the admin, who wants to know what to do next.</summary>
public static class RefusalWords
{
    private static readonly ResourceManager Words = new("Integration.Lti.RefusalWords", typeof(RefusalWords).Assembly);

    /// <summary>Words for the person in front of the page.</summary>
    public static string ForStudent(FaultKind kind, CultureInfo culture) => Find(kind.Code, "student", culture);

    /// <summary>Words for whoever set the tool up.</summary>
    public static string ForAdmin(FaultKind kind, CultureInfo culture) => ForAdmin(kind.Code, culture);

    /// <summary>The same for a code that was kept.</summary>
    public static string ForAdmin(string code, CultureInfo culture) => Find(code, "admin", culture);

    /// <summary>A refusal page must not fail for want of words; a test keeps every code of this room worded.</summary>
    private static string Find(string code, string reader, CultureInfo culture)
        => Words.GetString($"{code}.{reader}", culture) ?? Words.GetString($"other.{reader}", culture)!;
}
