using System.Globalization;
using System.Text.Json;

namespace Integration.Lti.Services;

/// <summary>Reads platform JSON forgivingly: numbers written as strings and strings as numbers, <c>""</c> and <c>null</c> as missing.</summary>
internal static class LooseJson
{
    /// <summary>Reads a body, or gives the fault when it is not the JSON that <paramref name="read"/> expects; <paramref name="read"/> says so by null.</summary>
    public static LtiResult<T> Read<T>(ServiceAnswer answer, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            ReadOnlyMemory<byte> body = answer.Body;
            using var document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body);
            return read(document.RootElement) is { } value ? value : answer.Unreadable();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return answer.Unreadable();
        }
    }

    /// <summary>A text member, or null.</summary>
    public static string? Text(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.AsText() : null;

    /// <summary>This value as text, or null.</summary>
    public static string? AsText(this JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => Unescaped(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A number member, or null.</summary>
    public static decimal? Number(this JsonElement element, string name)
        => decimal.TryParse(element.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A moment with its zone, or null.</summary>
    public static DateTimeOffset? Moment(this JsonElement element, string name)
        => DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>A boolean member, or null.</summary>
    public static bool? Flag(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    /// <summary>The entries of a member that should be an array; a lone value counts as an array of one.</summary>
    public static IEnumerable<JsonElement> Entries(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
    }

    // An escape of half a surrogate pair is legal JSON but no text: one such name must not cost the whole list.
    private static string? Unescaped(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
