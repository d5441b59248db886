using System.Buffers;
using System.Text.Json;
using Integration.Lti.Http;

namespace Integration.Lti.Launch;

/// <summary>
/// Reads one JSON object of claims and never throws on a wrong type: an optional claim of the wrong type is as good as absent, a required one is refused as
/// missing. Platforms leave <c>""</c> where they have no value and the literal <c>$Variable</c> where they know none; both read as missing, everywhere.
/// </summary>
internal readonly struct ClaimSet(JsonElement json)
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public bool Has(ReadOnlySpan<byte> name) => Find(name, out _);

    /// <summary>A string exactly as sent; null when absent or not a string.</summary>
    public string? Raw(ReadOnlySpan<byte> name) => Find(name, out var value) ? AsString(value) : null;

    /// <summary>A string that says something; null when absent, of another type, blank or an unresolved variable.</summary>
    public string? Text(ReadOnlySpan<byte> name) => Known(Raw(name));

    /// <summary>A boolean; null when absent or of another type.</summary>
    public bool? Flag(ReadOnlySpan<byte> name)
        => !Find(name, out var value) ? null : value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>A point in time as a JSON number (NumericDate); null when absent, of another type or absurd.</summary>
    public DateTimeOffset? Time(ReadOnlySpan<byte> name)
        => Find(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    /// <summary>A nested object; null when absent or of another type.</summary>
    public ClaimSet? Object(ReadOnlySpan<byte> name) => Find(name, out var value) && value.ValueKind == JsonValueKind.Object ? new ClaimSet(value) : null;

    /// <summary>The strings of an array, other members skipped; null when absent or not an array.</summary>
    public IReadOnlyList<string>? Strings(ReadOnlySpan<byte> name)
    {
        if (!Find(name, out var value) || value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var strings = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            if (AsString(item) is { } text)
            {
                strings.Add(text);
            }
        }

        return strings;
    }

    /// <summary>An absolute http(s) address without a user name in it, whose host can be written in ASCII; null for anything else.</summary>
    public Uri? Address(ReadOnlySpan<byte> name)
        => WebAddress.TryRead(Text(name), out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.UserInfo.Length == 0
            ? address
            : null;

    /// <summary>Every member that has a value, as text: numbers and booleans as written, objects and arrays as JSON, nulls left out.</summary>
    public IReadOnlyDictionary<string, string> ToTexts()
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in json.EnumerateObject())
        {
            var text = member.Value.ValueKind switch
            {
                JsonValueKind.String => Known(AsString(member.Value)),
                JsonValueKind.Null or JsonValueKind.Undefined => null,
                _ => member.Value.GetRawText(),
            };
            if (text is not null)
            {
                texts.TryAdd(member.Name, text);
            }
        }

        return texts;
    }

    /// <summary>
    /// The variables that came back as they were. Every variable of the specification and of the LMSs has a dot in its name; a teacher's own text after a <c>$</c> has none.
    /// </summary>
    public IReadOnlyList<string> Unresolved() =>
    [
        .. json.EnumerateObject()
            .Select(member => AsString(member.Value))
            .OfType<string>()
            .Where(value => IsUnresolved(value) && value.Contains('.', StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal),
    ];

    private static string? Known(string? value) => string.IsNullOrWhiteSpace(value) || IsUnresolved(value) ? null : value;

    /// <summary><c>$</c>, a letter, then only what variable names are made of: "$5 a month" is a text.</summary>
    private static bool IsUnresolved(string value)
        => value.Length > 1 && value[0] == '$' && char.IsAsciiLetter(value[1]) && value.AsSpan(2).IndexOfAnyExcept(NameCharacters) < 0;

    private static string? AsString(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: a platform cut a name in the middle of an emoji.
            return null;
        }
    }

    private bool Find(ReadOnlySpan<byte> name, out JsonElement value) => json.TryGetProperty(name, out value);
}
