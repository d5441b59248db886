using System.Globalization;
using System.Resources;

namespace Integration.Lti.Services;

/// <summary>What a failed service call means, in words people can read.</summary>
public static class ServiceWords
{
    private static readonly ResourceManager Words = new(typeof(ServiceWords).FullName!, typeof(ServiceWords).Assembly);

    /// <summary>One or two sentences for a teacher: what it means for the class, and what she can do.</summary>
    public static string ForTeacher(FaultKind kind, CultureInfo culture) => Find(kind, "teacher", culture);

    /// <summary>One or two sentences for an admin: what to check.</summary>
    public static string ForAdmin(FaultKind kind, CultureInfo culture) => Find(kind, "admin", culture);

    private static string Find(FaultKind kind, string reader, CultureInfo culture)
        => Words.GetString($"{kind.Code}.{reader}", culture)
           ?? throw new ArgumentException($"No words for {kind.Code}: not a fault of the services.", nameof(kind));
}
