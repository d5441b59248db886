using System.Globalization;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Rest;

/// <summary>Where a page of a collection is.</summary>
internal static class CollectionAddress
{
    /// <summary>The name of a collection in addresses and envelopes.</summary>
    public static string Name(RosterCollection collection) => collection switch
    {
        RosterCollection.Orgs => "orgs",
        RosterCollection.AcademicSessions => "academicSessions",
        RosterCollection.Courses => "courses",
        RosterCollection.Classes => "classes",
        RosterCollection.Users => "users",
        RosterCollection.Enrollments => "enrollments",
        _ => throw new ArgumentOutOfRangeException(nameof(collection)),
    };

    /// <summary>The name of one object in an envelope.</summary>
    public static string Singular(RosterCollection collection) => collection == RosterCollection.Classes ? "class" : Name(collection)[..^1];

    /// <summary>
    /// The page's address. <c>sort</c> is left out, because not every server has it right, and <c>fields</c>, because what it does differs most of all.
    /// Everything is encoded once and strictly, as OAuth 1 signatures need it.
    /// </summary>
    public static Uri Of(Uri service, RosterCollection collection, long offset, int limit, DateTimeOffset? since)
    {
        var path = service.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var kept = service.Query.Length > 1 ? service.Query[1..] + "&" : "";
        var page = string.Create(CultureInfo.InvariantCulture, $"{path}/{Name(collection)}?{kept}limit={limit}&offset={offset}");
        return new Uri(since is { } time ? $"{page}&filter={Uri.EscapeDataString(ChangedSince(time))}" : page);
    }

    private static string ChangedSince(DateTimeOffset time)
        => $"dateLastModified>'{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}'";
}
