using System.Text.Json;
using Integration.Sandbox.Lti.Registrations;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>The claims of a token after its signature held.</summary>
internal sealed record SignedClaims(ToolRegistration Tool, JsonElement Body, DateTimeOffset Expires);

/// <summary>Checks what every token signed by the tool must have (Security Framework 1.0, 5.2.2 and 4.1.1).</summary>
internal sealed class ToolSignature(ToolKeys keys, ToolRegistrations tools, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The claims, if the token is the tool's own, meant for this audience, and fresh.</summary>
    public async Task<Verdict<SignedClaims>> CheckAsync(string? text, Func<ToolRegistration, string> audience, CancellationToken ct)
    {
        JsonWebToken token;
        try
        {
            token = new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return new Refusal("invalid_token", "This is not a JSON Web Token.");
        }

        if (token.IsEncrypted || token.Alg != SecurityAlgorithms.RsaSha256)
        {
            return new Refusal("invalid_algorithm", "The token must be signed with RS256.");
        }

        if (string.IsNullOrEmpty(token.Kid))
        {
            return new Refusal("missing_kid", "The token's header names no key.");
        }

        // Only whom the token claims to be from; the signature below decides whether it is.
        if (tools.Find(token.Issuer) is not { } tool)
        {
            return new Refusal("invalid_signature", "Signature, issuer or audience does not hold.");
        }

        JsonWebKey? key;
        try
        {
            key = await keys.FindAsync(tool, token.Kid, ct);
        }
        catch (Exception e) when (e is HttpRequestException or ArgumentException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return new Refusal("keys_unavailable", "The tool's key set could not be read.");
        }

        if (key is null)
        {
            return new Refusal("unknown_kid", "The tool's key set has no such RSA signing key.");
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = key,
            ValidIssuer = tool.ClientId,
            AudienceValidator = (audiences, _, _) => audiences.SequenceEqual([audience(tool)]),
            LifetimeValidator = (_, expires, _, _) => expires is not null,
        });
        return result.IsValid ? Fresh(tool, token) : new Refusal("invalid_signature", "Signature, issuer or audience does not hold.");
    }

    private Verdict<SignedClaims> Fresh(ToolRegistration tool, JsonWebToken token)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (token.ValidTo < now - Skew || token.ValidTo > now + LongestLife + Skew)
        {
            return new Refusal("invalid_exp", "exp is past, or more than five minutes ahead.");
        }

        if (!token.TryGetPayloadValue<long>("iat", out _) || token.IssuedAt > now + Skew || token.IssuedAt < now - LongestLife - Skew)
        {
            return new Refusal("invalid_iat", "iat is missing, ahead of time, or more than five minutes old.");
        }

        using var body = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload));
        return new SignedClaims(tool, body.RootElement.Clone(), token.ValidTo);
    }
}
