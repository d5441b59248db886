using System.Security.Cryptography;
using Integration.Learning.Documents;
using Integration.Learning.Sealing;
using Integration.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Learning.Platforms;

/// <summary>
/// The tool's signing keys at rest: RSA 2048, <c>kid</c> = RFC 7638 thumbprint, the private part sealed. A key's row is named by its generation, so of two
/// processes that make the next one at once one wins and both find it.
/// </summary>
internal sealed class ToolKeyStore(IDocumentStore store, IDataProtectionProvider sealing, TimeProvider clock)
{
    private const int KeyBits = 2048;

    /// <summary>Every key, in the order of their generations.</summary>
    public async Task<IReadOnlyList<Stored<ToolKeyRecord>>> ReadAsync(CancellationToken ct)
    {
        var keys = new List<Stored<ToolKeyRecord>>();
        await foreach (var key in store.ReadAllAsync(PlatformDocuments.ToolKey, PlatformKeys.ToolKeys, KeyRange.All, ct))
        {
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>Adds a key after those given; false when another process did so first.</summary>
    public async Task<bool> AddAsync(IReadOnlyList<Stored<ToolKeyRecord>> after, DateTimeOffset signsFrom, CancellationToken ct)
    {
        var key = Make(after.Count == 0 ? 1 : after[^1].Value.Generation + 1, signsFrom);
        var batch = new Batch(PlatformKeys.ToolKeys).Insert(PlatformDocuments.ToolKey, PlatformKeys.ToolKey(key.Generation), key);
        return (await store.CommitAsync(batch, ct)).Committed;
    }

    /// <summary>Brings a waiting key's time forward; false when it changed meanwhile.</summary>
    public async Task<bool> BringForwardAsync(Stored<ToolKeyRecord> key, DateTimeOffset signsFrom, CancellationToken ct) =>
        (await store.CommitAsync(
            new Batch(PlatformKeys.ToolKeys).Replace(PlatformDocuments.ToolKey, key, key.Value with { SignsFrom = signsFrom }), ct)).Committed;

    /// <summary>Deletes a key for good.</summary>
    public Task RemoveAsync(Stored<ToolKeyRecord> key, CancellationToken ct) =>
        store.CommitAsync(new Batch(PlatformKeys.ToolKeys).Delete(key.Row, key.Revision), ct);

    /// <summary>Opens the private part.</summary>
    public SigningCredentials Open(ToolKeyRecord key)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(SealerOf(key.Kid).Unprotect(Convert.FromBase64String(key.SealedPrivateKey)), out _);
        return new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = key.Kid }, SecurityAlgorithms.RsaSha256);
    }

    private ToolKeyRecord Make(int generation, DateTimeOffset signsFrom)
    {
        using var rsa = RSA.Create(KeyBits);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var kid = Base64UrlEncoder.Encode(new RsaSecurityKey(parameters).ComputeJwkThumbprint());
        return new ToolKeyRecord
        {
            Kid = kid,
            Generation = generation,
            Modulus = Base64UrlEncoder.Encode(parameters.Modulus),
            Exponent = Base64UrlEncoder.Encode(parameters.Exponent),
            SealedPrivateKey = Convert.ToBase64String(SealerOf(kid).Protect(rsa.ExportPkcs8PrivateKey())),
            MadeAt = clock.GetUtcNow(),
            SignsFrom = signsFrom,
        };
    }

    private IDataProtector SealerOf(string kid) => sealing.CreateProtector(SealingPurposes.ToolKey, kid);
}
