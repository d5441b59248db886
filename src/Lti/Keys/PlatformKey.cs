using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Keys;

/// <summary>One public key of a platform, ready to verify with.</summary>
internal sealed class PlatformKey
{
    public PlatformKey(RsaSecurityKey key) => Validation = new TokenValidationParameters
    {
        // The library verifies the signature and nothing else. Its defaults accept a missing or wrong kid, RS384, extra audiences, a foreign azp and any iat,
        // and its clock is not ours; the claims are therefore checked by TokenRules, one by one, each with a code of its own.
        IssuerSigningKey = key,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
        LogTokenId = false,
        LogValidationExceptions = false,
    };

    /// <summary>Kept with the key, so that the library's own caches work.</summary>
    public TokenValidationParameters Validation { get; }
}
