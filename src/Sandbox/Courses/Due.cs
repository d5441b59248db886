using System.Globalization;

namespace Integration.Sandbox.Courses;

/// <summary>How dates cross the wire and how they are shown.</summary>
internal static class Due
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static string? Write(DateTimeOffset? due) => due?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Show(DateTimeOffset due) => due.ToString("ddd d MMM yyyy, HH:mm", English);

    public static string Show(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
