using System.Globalization;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>The parameters of a collection, read as a strict server reads them: whatever it does not know it refuses.</summary>
internal sealed record RosterQuery(int Limit, int Offset, string? Sort, bool Descending, string? FilterText, RosterFilter? Filter, IReadOnlySet<string>? Fields)
{
    /// <summary>The most records on one page, whatever is asked for; more are cut silently.</summary>
    public const int LargestPage = 10_000;

    private const int UsualPage = 100;
    private static readonly string[] OfCollections = ["limit", "offset", "sort", "orderBy", "filter", "fields"];

    public static (RosterQuery? Query, SisFault? Fault) Read(IQueryCollection query, bool single, SisVersion version, IReadOnlySet<string> names)
    {
        var allowed = single ? OfCollections[^1..] : OfCollections;
        if (query.Keys.FirstOrDefault(k => !allowed.Contains(k)) is { } odd)
        {
            return (null, SisFault.Query("invalid_selection_field", $"The parameter {odd} is unknown."));
        }

        if (!TryRead(query["limit"], UsualPage, 1, out var limit) || !TryRead(query["offset"], 0, 0, out var offset))
        {
            return (null, SisFault.Query("invalid_selection_field", "limit is a whole number from 1, offset one from 0."));
        }

        if (query["orderBy"] is { Count: > 0 } order && order != "asc" && order != "desc")
        {
            return (null, SisFault.Query("invalid_selection_field", "orderBy is asc or desc."));
        }

        var sort = query["sort"] is { Count: > 0 } s ? s.ToString() : null;
        if (sort is not null && !names.Contains(sort.Split('.')[0]))
        {
            return (null, SisFault.Query("invalid_selection_field", $"There is no field {sort} to sort by."));
        }

        var text = query["filter"] is { Count: > 0 } f ? f.ToString() : null;
        var filter = text is null ? null : RosterFilter.Parse(text);
        if (text is not null && (filter is null || filter.Fields.FirstOrDefault(name => !names.Contains(name)) is not null))
        {
            return (null, SisFault.Query("invalid_filter_field", "The filter asks about a field that is not there, or is no filter."));
        }

        var wanted = query["fields"] is { Count: > 0 } w ? w.ToString().Split(',').ToHashSet(StringComparer.Ordinal) : null;
        if (wanted is not null && !wanted.IsSubsetOf(names))
        {
            // 1.1 lets a server send everything with a warning instead.
            if (version == SisVersion.V12)
            {
                return (null, SisFault.Query("invalid_selection_field", "fields names one that is not there."));
            }

            wanted = null;
        }

        return (new RosterQuery(Math.Min(limit, LargestPage), offset, sort, query["orderBy"] == "desc", text, filter, wanted), null);
    }

    private static bool TryRead(string? text, int otherwise, int least, out int value)
    {
        value = otherwise;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least);
    }
}
