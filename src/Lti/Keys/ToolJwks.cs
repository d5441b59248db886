using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Keys;

/// <summary>Publishes the tool's public keys. See <see href="https://www.imsglobal.org/spec/security/v1p0#h_key-set-url">Security Framework 6.3</see>.</summary>
internal sealed class ToolJwks(IToolKeys keys)
{
    /// <summary>Answers <c>/.well-known/jwks.json</c>.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, CancellationToken ct)
    {
        var published = await keys.GetPublicKeysAsync(ct);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Bytes(Write(published), "application/json");
    }

    /// <summary>Only the public members are named here, so that a key that carries its private part by mistake cannot leak it.</summary>
    private static byte[] Write(IReadOnlyList<JsonWebKey> published)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys"u8);
            foreach (var key in published)
            {
                writer.WriteStartObject();
                writer.WriteString("kty"u8, "RSA"u8);
                writer.WriteString("use"u8, "sig"u8);
                writer.WriteString("alg"u8, "RS256"u8);
                writer.WriteString("kid"u8, key.Kid);
                writer.WriteString("n"u8, key.N);
                writer.WriteString("e"u8, key.E);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }
}
