using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Integration.Lti.Faults;

namespace Integration.Lti.Launch;

/// <summary>
/// An id_token taken apart: compact JWS (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515 3.1</see>) and nothing else. Of the header only
/// <c>alg</c> and <c>kid</c> are read; <c>jku</c>, <c>jwk</c>, <c>x5u</c> and <c>x5c</c> would let the token bring its own key and are never looked at.
/// </summary>
internal sealed class IdToken
{
    /// <summary>Real launches have 3 to 8 KB.</summary>
    public const int MaxLength = 64 * 1024;

    private static readonly SearchValues<char> Base64UrlAndDot
        = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private IdToken(string algorithm, string? kid, byte[] payload) => (Algorithm, Kid, Payload) = (algorithm, kid, payload);

    /// <summary>The <c>alg</c> header, or "".</summary>
    public string Algorithm { get; }

    /// <summary>The <c>kid</c> header.</summary>
    public string? Kid { get; }

    /// <summary>The claims as UTF-8 JSON. Worth nothing until the signature is verified.</summary>
    public byte[] Payload { get; }

    /// <summary>Takes a token apart without trusting any of it.</summary>
    public static LtiResult<IdToken> Parse(string token)
    {
        if (token.Length > MaxLength)
        {
            return new LtiFault(LaunchFaults.TokenTooLarge, $"{token.Length} characters, at most {MaxLength} are taken");
        }

        // Checked by hand because decoders skip white space and padding, so that one token would have many spellings.
        if (token.AsSpan().ContainsAnyExcept(Base64UrlAndDot))
        {
            return new LtiFault(LaunchFaults.TokenMalformed, "characters outside base64url");
        }

        var dots = token.AsSpan().Count('.');
        if (dots != 2)
        {
            return new LtiFault(dots == 4 ? LaunchFaults.TokenEncrypted : LaunchFaults.TokenMalformed, $"{dots + 1} parts instead of 3");
        }

        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = token.IndexOf('.', first + 1);
        if (Decode(token.AsSpan(0, first)) is not { } header || Decode(token.AsSpan(first + 1, second - first - 1)) is not { } payload)
        {
            return new LtiFault(LaunchFaults.TokenMalformed, "not base64url");
        }

        try
        {
            return ParseObject(header).TryGetValue(out var headerJson, out var fault) ? ReadHeader(headerJson, payload) : fault;
        }
        catch (InvalidOperationException)
        {
            return new LtiFault(LaunchFaults.TokenMalformed, "half a surrogate pair in the header");
        }
    }

    /// <summary>A JSON object with no key twice, at any depth. The caller disposes it.</summary>
    public static LtiResult<JsonDocument> ParseObject(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return new LtiFault(LaunchFaults.TokenMalformed, "not a JSON object");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return new LtiFault(HasRepeatedKey(json) ? LaunchFaults.KeyRepeated : LaunchFaults.TokenMalformed);
        }
    }

    private static LtiResult<IdToken> ReadHeader(JsonDocument document, byte[] payload)
    {
        using (document)
        {
            var header = new ClaimSet(document.RootElement);
            if (header.Has("crit"u8) || header.Has("b64"u8))
            {
                return new LtiFault(LaunchFaults.TokenMalformed, "the header holds a parameter that must be understood and is not");
            }

            if (header.Has("enc"u8) || header.Has("zip"u8) || header.Raw("cty"u8) is not null)
            {
                return new LtiFault(LaunchFaults.TokenEncrypted);
            }

            return new IdToken(header.Raw("alg"u8) ?? "", header.Raw("kid"u8), payload);
        }
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return Utf8.IsValid(bytes) ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Told apart only to name the fault: what parses once repeated keys are allowed, failed for them.</summary>
    private static bool HasRepeatedKey(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Strict.MaxDepth });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
