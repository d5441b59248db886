using System.Text.Json.Serialization;

namespace Integration.Sandbox.Sis;

/// <summary>How the SIS misbehaves. All of it has been met in real ones; the default is a well-behaved server.</summary>
public sealed record SisWeather
{
    /// <summary>Pages are cut to so many records without a word; 0: as large as asked for.</summary>
    public int LargestPage { get; init; }

    /// <summary>Neither X-Total-Count nor Link.</summary>
    public bool NoHeaders { get; init; }

    /// <summary>Every page is the first one.</summary>
    public bool IgnoresOffset { get; init; }

    /// <summary>Two of five calls fail in this way.</summary>
    public SisBurst Burst { get; init; }

    /// <summary>A token is refused after so many calls, although it claimed to live longer; 0: it lives as long as it says.</summary>
    public int TokenCalls { get; init; }

    /// <summary>This collection answers 403.</summary>
    public string? Forbidden { get; init; }

    /// <summary>From its second full read on this collection is empty.</summary>
    public string? EmptySecondRead { get; init; }

    /// <summary>Collections come under names that are not theirs.</summary>
    public bool WrongKeys { get; init; }

    /// <summary>Numbers for strings, <c>True</c>, times with <c>+0</c>, lone objects for lists, nulls, <c>inactive</c>.</summary>
    public bool DirtyTypes { get; init; }

    /// <summary>A few records at a time, with waits between.</summary>
    public bool Drips { get; init; }

    /// <summary>The connection breaks before this record of a collection, counted from 1; 0: it holds.</summary>
    public int BreaksAt { get; init; }

    /// <summary>Collections are redirected to another origin.</summary>
    public bool Redirects { get; init; }

    /// <summary>The link to the next page leads to another origin.</summary>
    public bool LinksElsewhere { get; init; }
}

/// <summary>How a call fails during a burst.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SisBurst>))]
public enum SisBurst
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>429 with Retry-After.</summary>
    TooManyRequests,

    /// <summary>502 with Retry-After and a page of HTML.</summary>
    BadGateway,
}
