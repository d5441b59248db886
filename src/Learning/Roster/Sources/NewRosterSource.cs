namespace Integration.Learning.Roster.Sources;

/// <summary>A source as an admin asks for it, unchecked; what is null keeps its value in an update and takes its default in a new source.</summary>
public sealed record NewRosterSource
{
    /// <summary>The schedule of a source that is read by hand only.</summary>
    public const string ByHand = "none";

    /// <summary>Its id within the district.</summary>
    public required string Id { get; init; }

    /// <summary>A name for lists; the id when left out.</summary>
    public string? Name { get; init; }

    /// <summary>The key of the vendor preset; a generic one when only an address is given.</summary>
    public string? Preset { get; init; }

    /// <summary>The rostering base address.</summary>
    public string? Address { get; init; }

    /// <summary>Where access tokens are asked for.</summary>
    public string? TokenAddress { get; init; }

    /// <summary>The client id or consumer key.</summary>
    public string? Key { get; init; }

    /// <summary>The secret or token that goes with it, in the open: it is sealed before it is kept.</summary>
    public string? Secret { get; init; }

    /// <summary>What else the preset wants to know, such as <c>domain</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Scopes to ask for instead of the preset's, separated by spaces; "" for none.</summary>
    public string? Scopes { get; init; }

    /// <summary><c>header</c>, <c>form</c> or <c>query</c> instead of the preset's.</summary>
    public string? Credentials { get; init; }

    /// <summary>True where the SIS counts its own records wrongly, so that every collection is read up to an empty page.</summary>
    public bool? IgnoreTotal { get; init; }

    /// <summary>True when anything is said about a SIS.</summary>
    internal bool IsRest => (Preset ?? Address ?? TokenAddress ?? Key ?? Secret ?? Scopes ?? Credentials) is not null || IgnoreTotal is not null || Values.Count > 0;

    /// <summary>A zip or folder that this machine can read.</summary>
    public string? Package { get; init; }

    /// <summary>A cron expression, or <see cref="ByHand"/>.</summary>
    public string? Schedule { get; init; }

    /// <summary>Percent of a collection that a run may end.</summary>
    public int? HoldShare { get; init; }

    /// <summary>How many a run may always end.</summary>
    public int? HoldLeast { get; init; }

    /// <summary>Days after which everything is read again.</summary>
    public int? FullEveryDays { get; init; }
}
