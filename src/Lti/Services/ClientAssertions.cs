using System.Buffers.Text;
using System.Security.Cryptography;
using Integration.Lti.Keys;
using Integration.Lti.Registrations;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Services;

/// <summary>Signs the assertion by which the tool proves itself to a token endpoint (<c>private_key_jwt</c>). See Security Framework 4.1.1.</summary>
internal sealed class ClientAssertions(IToolKeys keys, TimeProvider clock)
{
    private const string DeploymentIdClaim = "https://purl.imsglobal.org/spec/lti/claim/deployment_id";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    // Platforms exist that refuse an iat a fraction of a second ahead of their own clock.
    private static readonly TimeSpan Backdating = TimeSpan.FromSeconds(5);

    /// <summary>A fresh assertion; each is for one request.</summary>
    public async Task<string> SignAsync(Registration registration, string deploymentId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = registration.ClientId,
            Audience = registration.TokenAudience,
            IssuedAt = now - Backdating,
            Expires = now + Life,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = registration.ClientId,
                [JwtRegisteredClaimNames.Jti] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
                [DeploymentIdClaim] = deploymentId,
            },
            SigningCredentials = await keys.GetSigningCredentialsAsync(ct).ConfigureAwait(false),
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }
}
