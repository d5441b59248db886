using System.Text.Json;

namespace Integration.Sandbox.Lti;

/// <summary>Reads JSON from the other side, where any member may have any shape.</summary>
internal static class JsonReading
{
    /// <summary>The member as a string; null when it is missing or anything else.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    /// <summary>True when the member is missing, null, or a string.</summary>
    public static bool IsOptionalText(this JsonElement element, string name) =>
        !element.TryGetProperty(name, out var member) || member.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    /// <summary>The member as a finite number; null when it is missing or anything else.</summary>
    public static double? Number(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : null;

    /// <summary>True when the member is there and not null.</summary>
    public static bool Has(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

    /// <summary>The body as a JSON object; null when it is anything else.</summary>
    public static async Task<JsonElement?> ReadObjectAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, ct);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
