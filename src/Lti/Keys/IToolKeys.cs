using Microsoft.IdentityModel.Tokens;

namespace Integration.Lti.Keys;

/// <summary>The tool's own signing keys. Private parts never leave the implementation except inside the credentials.</summary>
public interface IToolKeys
{
    /// <summary>The key to sign with now (RS256, with its <c>kid</c>).</summary>
    ValueTask<SigningCredentials> GetSigningCredentialsAsync(CancellationToken ct);

    /// <summary>Every public key to publish at <c>/.well-known/jwks.json</c>: the current one and any still to be honoured.</summary>
    ValueTask<IReadOnlyList<JsonWebKey>> GetPublicKeysAsync(CancellationToken ct);
}
