using System.Text.Json;
using Integration.Lti.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Integration.Lti.Notices;

/// <summary>Reads the tokens out of a delivery (<c>{"notices":[{"jwt":"…"}]}</c>) within limits, and turns everything a client can get wrong about it into a fault.</summary>
internal static class NoticeBody
{
    // A notice has some 1.5 KB.
    private const int MaxBytes = 256 * 1024;
    private const int MaxNotices = 50;

    // Read on a little past what is taken: a sender that is cut off never sees why.
    private const int MaxBody = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static async Task<LtiResult<IReadOnlyList<string>>> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (!IsJson(http.Request.ContentType))
        {
            return new LtiFault(NoticeFaults.BodyWrong, "expected application/json, in UTF-8");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBody;
        }

        try
        {
            return await ReadAtMostAsync(http.Request.Body, ct) is { } body ? Parse(body) : new LtiFault(NoticeFaults.BodyTooLarge);
        }
        catch (BadHttpRequestException refused)
        {
            return new LtiFault(refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? NoticeFaults.BodyTooLarge : NoticeFaults.BodyWrong);
        }
    }

    // Null for more than is taken, whatever length was announced.
    private static async Task<byte[]?> ReadAtMostAsync(Stream stream, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > MaxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static LtiResult<IReadOnlyList<string>> Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("notices"u8, out var notices) || notices.ValueKind != JsonValueKind.Array)
            {
                return new LtiFault(NoticeFaults.BodyWrong);
            }

            if (notices.GetArrayLength() is var count && count > MaxNotices)
            {
                return new LtiFault(NoticeFaults.BodyTooLarge, $"{count} notices");
            }

            var tokens = notices.EnumerateArray().Select(Token).OfType<string>().ToList();
            return tokens.Count == count && count > 0 ? LtiResult<IReadOnlyList<string>>.Success(tokens) : new LtiFault(NoticeFaults.BodyWrong);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate pair.
            return new LtiFault(NoticeFaults.BodyWrong);
        }
    }

    private static string? Token(JsonElement notice)
        => notice.ValueKind == JsonValueKind.Object && notice.TryGetProperty("jwt"u8, out var jwt) && jwt.ValueKind == JsonValueKind.String ? jwt.GetString() : null;

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
