namespace Integration.OneRoster;

/// <summary>How this room behaves in the process it lives in.</summary>
public sealed record OneRosterOptions
{
    /// <summary>
    /// True while developing: addresses inside our own network may be called, and plain http on loopback. False everywhere else, because an admin types these
    /// addresses and the answers come back to a page.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }
}
