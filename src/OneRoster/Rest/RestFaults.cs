namespace Integration.OneRoster.Rest;

/// <summary>What can be wrong with what a SIS sends, so that the read must stop.</summary>
public static class RestFaults
{
    /// <summary>A page for people.</summary>
    public static readonly OneRosterFaultKind Html = new(
        "OR2001", "The SIS answered with a web page instead of data, as a sign-in or maintenance page does. Check the base address and that the service is switched on.");

    /// <summary>No JSON, or JSON that breaks off.</summary>
    public static readonly OneRosterFaultKind NotJson = new(
        "OR2002", "The SIS's answer is not readable JSON. Nothing of this page was kept; the vendor must look at this collection.");

    /// <summary>JSON without a list of records.</summary>
    public static readonly OneRosterFaultKind NoCollection = new(
        "OR2003", "The SIS answered without a list of records, often an error text sent as a success. Check the base address and the version.");

    /// <summary>Objects that are no OneRoster records.</summary>
    public static readonly OneRosterFaultKind NoIds = new(
        "OR2004", "The SIS sent objects without any sourcedId. That is not this collection, so nothing of it was taken. Check the base address and the version.");

    /// <summary>The same page again.</summary>
    public static readonly OneRosterFaultKind OffsetIgnored = new(
        "OR2005", "The SIS sends the same records whatever page is asked for, so the collection can't be read to its end. The vendor must repair its offset parameter.");

    /// <summary>Fewer than announced.</summary>
    public static readonly OneRosterFaultKind Incomplete = new(
        "OR2006", "The SIS announced more records than it sent. The read is not complete, so nothing ends because of it; it is tried again. Where its count is simply wrong, this source can be told to ignore it.", Temporary: true);

    /// <summary>The roster was rebuilt while it was read.</summary>
    public static readonly OneRosterFaultKind RevisionChanged = new(
        "OR2007", "The SIS rebuilt its roster while it was being read. What was read belongs to two states, so the read must begin again.");

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<OneRosterFaultKind> All { get; } = [Html, NotJson, NoCollection, NoIds, OffsetIgnored, Incomplete, RevisionChanged];
}
