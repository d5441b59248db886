using Integration.OneRoster.Security;

namespace Integration.OneRoster.Rest;

/// <summary>Everything needed to read one SIS over REST. It prints as its version and host alone.</summary>
public sealed record OneRosterConnection
{
    /// <summary>
    /// Where the collections are, without <c>/orgs</c>, as the vendor writes it: <c>https://sis.example/ims/oneroster/rostering/v1p2</c>. Nothing is
    /// derived from it, because hosts and prefixes belong to the vendor.
    /// </summary>
    public required string BaseAddress { get; init; }

    /// <summary><c>1.1</c> or <c>1.2</c>. Records are read by their shape, so a server that mixes both is read all the same.</summary>
    public required string Version { get; init; }

    /// <summary>How the SIS knows us.</summary>
    public required OneRosterAuth Auth { get; init; }

    /// <summary>How many records to ask for at once; servers may send fewer.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Headers this SIS wants with every call; never logged.</summary>
    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>What this SIS does differently.</summary>
    public SisQuirks Quirks { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"OneRoster {Version} at {(Uri.TryCreate(BaseAddress, UriKind.Absolute, out var address) ? address.IdnHost : "?")}";
}

/// <summary>What a SIS does differently from the specification, where it can't be told from its answers.</summary>
public sealed record SisQuirks
{
    /// <summary>A header with a revision of the whole roster, such as ClassLink's <c>x-perm-rev</c>; when it changes during a read, the read must begin again.</summary>
    public string? RevisionHeader { get; init; }

    /// <summary>True when it takes a filter and does not apply it properly: it is then always read whole.</summary>
    public bool NoFilter { get; init; }

    /// <summary>True when its <c>X-Total-Count</c> can't be trusted: it is then read up to an empty page.</summary>
    public bool NoTotal { get; init; }

    /// <summary>True when its load balancer needs the cookies of one answer with the next request.</summary>
    public bool KeepsCookies { get; init; }
}
