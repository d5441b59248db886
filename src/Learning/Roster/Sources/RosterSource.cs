using System.Text.Json.Serialization;
using Integration.Learning.Districts;
using Integration.Learning.Documents;

namespace Integration.Learning.Roster.Sources;

/// <summary>Where a district's roster comes from: a SIS over REST, or a package on disk. Secrets in it are sealed.</summary>
public sealed record RosterSource : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>Its id within the district, chosen by the admin.</summary>
    public required string Id { get; init; }

    /// <summary>The district it fills.</summary>
    public required string District { get; init; }

    /// <summary>A name for lists.</summary>
    public required string Name { get; init; }

    /// <summary>How to reach the SIS; null for a package.</summary>
    public RestSource? Rest { get; init; }

    /// <summary>A zip or folder that this machine can read; null for REST.</summary>
    public string? Package { get; init; }

    /// <summary>When it is read by itself: a cron expression in the district's time zone; null for by hand only.</summary>
    public string? Schedule { get; init; }

    /// <summary>True while it is not read by itself; by hand it still is.</summary>
    public bool Paused { get; init; }

    /// <summary>A run that would end more than this share (percent) of a collection is held for a person.</summary>
    public int HoldShare { get; init; } = RosterSourceRules.DefaultHoldShare;

    /// <summary>... and at least this many.</summary>
    public int HoldLeast { get; init; } = RosterSourceRules.DefaultHoldLeast;

    /// <summary>At the latest after so many days everything is read, and not only what changed.</summary>
    public int FullEveryDays { get; init; } = RosterSourceRules.DefaultFullEveryDays;

    /// <summary>When it was added; the schedule counts from here.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>The roster it fills.</summary>
    [JsonIgnore]
    public RosterRef Ref => new(DistrictId.Parse(District), RosterSourceId.Parse(Id));
}

/// <summary>How a SIS is reached over REST: a vendor preset, what fills its blanks, and what is different here.</summary>
public sealed record RestSource
{
    /// <summary>The key of the vendor preset.</summary>
    public required string Preset { get; init; }

    /// <summary>What fills the preset's blanks, secrets excepted.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The client secret, consumer secret or fixed token, sealed for this source alone.</summary>
    public required string SealedSecret { get; init; }

    /// <summary>The rostering base address where it is another than the preset's; null for the preset's.</summary>
    public string? Address { get; init; }

    /// <summary>The token address where it is another than the preset's; null for the preset's.</summary>
    public string? TokenAddress { get; init; }

    /// <summary>Scopes to ask for, separated by spaces; "" for none, null for the preset's.</summary>
    public string? Scopes { get; init; }

    /// <summary>Where the credentials stand in a token request (<c>header</c>, <c>form</c>, <c>query</c>); null for the preset's.</summary>
    public string? Credentials { get; init; }

    /// <summary>True where the SIS's own count of records is not believed: every collection is read up to an empty page. Null, and never false, otherwise.</summary>
    public bool? IgnoreTotal { get; init; }
}
