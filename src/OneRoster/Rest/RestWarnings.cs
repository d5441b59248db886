using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Rest;

/// <summary>What is odd in what a SIS sends and does not stop the read. Never a name or an address in it.</summary>
internal static class RestWarnings
{
    /// <summary>A 400 on the filter.</summary>
    public static RosterWarning FilterRefused(RosterCollection collection)
        => new("OR2101", "The SIS can't say what changed since a given time; this collection is read whole.", collection);

    /// <summary>A 403 on one collection among others.</summary>
    public static RosterWarning NotGranted(RosterCollection collection)
        => new("OR2102", "The SIS does not let this application read this collection. Nothing of it is read and nothing of it ends.", collection);

    /// <summary>A 404 on one collection among others.</summary>
    public static RosterWarning NotOffered(RosterCollection collection)
        => new("OR2103", "The SIS does not offer this collection. Nothing of it is read and nothing of it ends.", collection);

    /// <summary>One record without an id among others.</summary>
    public static RosterWarning NoId(RosterCollection collection, long at)
        => new("OR2104", $"Record {at + 1} of this collection has no sourcedId and was left out.", collection) { MayHideRecords = true };

    /// <summary>A record that says nothing without the member.</summary>
    public static RosterWarning Unusable(RosterCollection collection, string id, string member)
        => new("OR2105", $"A record without {member} says nothing and was left out.", collection, id) { MayHideRecords = true };

    /// <summary>A member that should be there and reads as empty.</summary>
    public static RosterWarning Missing(RosterCollection collection, string id, string member)
        => new("OR2106", $"{member} is missing; the record was taken without it.", collection, id);

    /// <summary>A date that is none.</summary>
    public static RosterWarning DateUnreadable(RosterCollection collection, string id, string member)
        => new("OR2107", $"{member} is not a date in the form YYYY-MM-DD and was taken as missing.", collection, id);

    /// <summary>A next page at another server.</summary>
    public static RosterWarning ForeignLink(RosterCollection collection)
        => new("OR2108", "The SIS names a next page at another address. It was not followed; pages were asked for by number at the address of this connection.", collection);

    /// <summary>More or fewer records than a page ago.</summary>
    public static RosterWarning TotalChanged(RosterCollection collection)
        => new("OR2109", "The number of records changed while the collection was read. One may have been missed or read twice; the next full read puts it right.", collection) { MayHideRecords = true };

    /// <summary>Another envelope.</summary>
    public static RosterWarning WrongEnvelope(RosterCollection collection, string key)
        => new("OR2110", $"The list came under the name '{key}', which is not this collection's, and was read by its shape.", collection);

    /// <summary>A success without any list.</summary>
    public static RosterWarning EmptyObject(RosterCollection collection)
        => new("OR2111", "The SIS answered with an empty object; it was taken as an empty list.", collection);

    /// <summary>It worked with smaller pages.</summary>
    public static RosterWarning SmallerPages(RosterCollection collection, int limit)
        => new("OR2112", $"The SIS failed on larger pages; this collection goes on with pages of {limit}.", collection);
}
