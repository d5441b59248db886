using System.Security.Cryptography;
using Integration.Sandbox.Database;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Sandbox.Lti;

/// <summary>The LMS's signing key: made on the first start and kept, or every running tool would have to learn a new one.</summary>
internal sealed class PlatformKey
{
    private const string Setting = "signing-key";

    public PlatformKey(LmsDatabase database)
    {
        using var made = RSA.Create(2048);
        database.Execute("INSERT OR IGNORE INTO settings (name, value) VALUES ($name, $value)", ("name", Setting), ("value", made.ExportPkcs8PrivateKeyPem()));
        var pem = database.Query("SELECT value FROM settings WHERE name = $name", r => r.GetString(0), ("name", Setting)).Single();

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Credentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);

        var open = rsa.ExportParameters(false);
        PublicKeys = new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) },
            },
        };
    }

    public SigningCredentials Credentials { get; }

    /// <summary>The JSON Web Key Set that anybody may read.</summary>
    public object PublicKeys { get; }
}
