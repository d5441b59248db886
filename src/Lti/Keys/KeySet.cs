using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Keys;

/// <summary>
/// The usable keys of a JSON Web Key Set: RSA of 2048 bits or more, for signing, for RS256, with a <c>kid</c>. Every other key is passed over.
/// See <see href="https://www.rfc-editor.org/rfc/rfc7517#section-5">RFC 7517 5</see> and Security Framework 6.3.
/// </summary>
internal static class KeySet
{
    private const int MaxKeys = 100;
    private const int MinBits = 2048;

    // Verifying grows with the square of the size; no platform uses more.
    private const int MaxBits = 8192;

    /// <summary>The keys by <c>kid</c>, or null when this is no key set.</summary>
    public static Dictionary<string, PlatformKey>? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("keys"u8, out var keys)
                || keys.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var usable = new Dictionary<string, PlatformKey>(StringComparer.Ordinal);
            foreach (var jwk in keys.EnumerateArray().Take(MaxKeys))
            {
                if (ReadKey(jwk) is { } key)
                {
                    usable.TryAdd(key.KeyId, new PlatformKey(key));
                }
            }

            return usable;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RsaSecurityKey? ReadKey(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object
            || Text(jwk, "kty"u8) != "RSA"
            || Text(jwk, "use"u8) is not (null or "sig")
            || Text(jwk, "alg"u8) is not (null or SecurityAlgorithms.RsaSha256)
            || Text(jwk, "kid"u8) is not { Length: > 0 and <= 255 } kid
            || Text(jwk, "n"u8) is not { Length: <= 2048 } n
            || Text(jwk, "e"u8) is not { Length: <= 16 } e)
        {
            return null;
        }

        try
        {
            var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars(n), Exponent = Base64Url.DecodeFromChars(e) });
            return rsa.KeySize is >= MinBits and <= MaxBits ? new RsaSecurityKey(rsa) { KeyId = kid } : null;
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement jwk, ReadOnlySpan<byte> name)
        => jwk.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString() : "") : null;
}
