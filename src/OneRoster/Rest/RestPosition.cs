using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;

namespace Integration.OneRoster.Rest;

/// <summary>Where a read of one collection stands, so that another process can go on: what was received, and what the next page must agree with.</summary>
internal sealed record RestPosition
{
    /// <summary>Records received so far.</summary>
    [JsonProperty("o")]
    public long Offset { get; init; }

    /// <summary>How many to ask for: a size that has failed is not tried again after a restart.</summary>
    [JsonProperty("l")]
    public int Limit { get; init; }

    /// <summary>Path and query of the next page where the SIS has cursors.</summary>
    [JsonProperty("n", NullValueHandling = NullValueHandling.Ignore)]
    public string? Cursor { get; init; }

    /// <summary>True when the filter was refused: the rest must be read without it too.</summary>
    [JsonProperty("w", DefaultValueHandling = DefaultValueHandling.Ignore)]
    public bool IsWhole { get; init; }

    /// <summary>The total that the last page announced.</summary>
    [JsonProperty("t", NullValueHandling = NullValueHandling.Ignore)]
    public long? Total { get; init; }

    /// <summary>The revision of the roster.</summary>
    [JsonProperty("r", NullValueHandling = NullValueHandling.Ignore)]
    public string? Revision { get; init; }

    /// <summary>Mark of the first id of the first page.</summary>
    [JsonProperty("f", NullValueHandling = NullValueHandling.Ignore)]
    public string? First { get; init; }

    /// <summary>Mark of the first id of the last page.</summary>
    [JsonProperty("p", NullValueHandling = NullValueHandling.Ignore)]
    public string? Last { get; init; }

    /// <summary>True when there is nothing after it.</summary>
    [JsonProperty("e", DefaultValueHandling = DefaultValueHandling.Ignore)]
    public bool IsEnd { get; init; }

    /// <summary>As text.</summary>
    public string Write() => JsonConvert.SerializeObject(this);

    /// <summary>From text.</summary>
    /// <exception cref="ArgumentException">It is not a position of ours.</exception>
    public static RestPosition Read(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject<RestPosition>(text) is { Offset: >= 0, Limit: > 0 } position ? position : throw new ArgumentException("Not a position of a REST read.", nameof(text));
        }
        catch (JsonException e)
        {
            throw new ArgumentException("Not a position of a REST read.", nameof(text), e);
        }
    }

    /// <summary>A short mark of an id: enough to see it again, too little to be one.</summary>
    public static string Mark(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8));
}
