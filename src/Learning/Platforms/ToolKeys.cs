using System.Security.Cryptography;
using Integration.Learning.Documents;
using Integration.Learning.Sealing;
using Integration.Lti.Keys;
using Integration.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Learning.Platforms;

/// <summary>
/// The tool's signing keys (RSA 2048, <c>kid</c> = RFC 7638 thumbprint). The first one is made on first use; of two processes that start at once one wins the
/// insert and both use its key. The private part is sealed at rest and opened once per process.
/// </summary>
internal sealed class ToolKeys(IDocumentStore store, IDataProtectionProvider sealing, TimeProvider clock) : IToolKeys, IDisposable
{
    private const int KeyBits = 2048;
    private readonly SemaphoreSlim gate = new(1, 1);
    private Loaded? loaded;

    public async ValueTask<SigningCredentials> GetSigningCredentialsAsync(CancellationToken ct) => (await LoadAsync(ct)).Signing;

    public async ValueTask<IReadOnlyList<JsonWebKey>> GetPublicKeysAsync(CancellationToken ct) => (await LoadAsync(ct)).Public;

    public void Dispose() => gate.Dispose();

    private async ValueTask<Loaded> LoadAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref loaded) is { } ready)
        {
            return ready;
        }

        await gate.WaitAsync(ct);
        try
        {
            if (loaded is null)
            {
                var keys = await ReadAsync(ct);
                if (keys.Count == 0)
                {
                    var first = new Batch(PlatformKeys.ToolKeys).Insert(PlatformDocuments.ToolKey, PlatformKeys.ToolKey(1), Make());
                    await store.CommitAsync(first, ct);
                    keys = await ReadAsync(ct);
                }

                Volatile.Write(ref loaded, new Loaded(CredentialsOf(keys[^1]), [.. keys.Select(PublicPartOf)]));
            }

            return loaded;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<List<ToolKeyRecord>> ReadAsync(CancellationToken ct)
    {
        var keys = new List<ToolKeyRecord>();
        await foreach (var key in store.ReadAllAsync(PlatformDocuments.ToolKey, PlatformKeys.ToolKeys, KeyRange.All, ct))
        {
            keys.Add(key.Value);
        }

        return keys;
    }

    private ToolKeyRecord Make()
    {
        using var rsa = RSA.Create(KeyBits);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var kid = Base64UrlEncoder.Encode(new RsaSecurityKey(parameters).ComputeJwkThumbprint());
        return new ToolKeyRecord
        {
            Kid = kid,
            Modulus = Base64UrlEncoder.Encode(parameters.Modulus),
            Exponent = Base64UrlEncoder.Encode(parameters.Exponent),
            SealedPrivateKey = Convert.ToBase64String(SealerOf(kid).Protect(rsa.ExportPkcs8PrivateKey())),
            MadeAt = clock.GetUtcNow(),
        };
    }

    private SigningCredentials CredentialsOf(ToolKeyRecord key)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(SealerOf(key.Kid).Unprotect(Convert.FromBase64String(key.SealedPrivateKey)), out _);
        return new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = key.Kid }, SecurityAlgorithms.RsaSha256);
    }

    private static JsonWebKey PublicPartOf(ToolKeyRecord key) => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.RSA,
        Kid = key.Kid,
        Use = JsonWebKeyUseNames.Sig,
        Alg = SecurityAlgorithms.RsaSha256,
        N = key.Modulus,
        E = key.Exponent,
    };

    private IDataProtector SealerOf(string kid) => sealing.CreateProtector(SealingPurposes.ToolKey, kid);

    private sealed record Loaded(SigningCredentials Signing, IReadOnlyList<JsonWebKey> Public);
}
