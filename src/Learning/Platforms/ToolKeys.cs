using Integration.Lti.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Learning.Platforms;

/// <summary>
/// The tool's signing keys as the LTI room sees them. Each process looks at the store again every minute, far more often than keys change hands, so a key made
/// elsewhere is published here long before anybody signs with it; a store that does not answer just then changes nothing.
/// </summary>
internal sealed class ToolKeys(ToolKeyStore store, TimeProvider clock) : IToolKeys, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private Loaded? loaded;

    public async ValueTask<SigningCredentials> GetSigningCredentialsAsync(CancellationToken ct)
    {
        var keys = await LoadAsync(ct);
        var signing = KeySchedule.Signing(keys.Records, clock.GetUtcNow());
        return keys.Opened.GetOrAdd(signing.Kid, _ => new Lazy<SigningCredentials>(() => store.Open(signing))).Value;
    }

    public async ValueTask<IReadOnlyList<JsonWebKey>> GetPublicKeysAsync(CancellationToken ct) =>
        [.. KeySchedule.Published((await LoadAsync(ct)).Records, clock.GetUtcNow()).Select(PublicPartOf)];

    public void Dispose() => gate.Dispose();

    private async ValueTask<Loaded> LoadAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref loaded) is { } ready && clock.GetUtcNow() - ready.At < Fresh)
        {
            return ready;
        }

        await gate.WaitAsync(ct);
        try
        {
            if (loaded is { } meanwhile && clock.GetUtcNow() - meanwhile.At < Fresh)
            {
                return meanwhile;
            }

            var read = await ReadAsync(ct);
            Volatile.Write(ref loaded, read);
            return read;
        }
        catch (Exception failed) when (loaded is not null && failed is not OperationCanceledException)
        {
            return loaded;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<Loaded> ReadAsync(CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var keys = await store.ReadAsync(ct);
        if (keys.Count == 0)
        {
            // Nothing was ever signed with another one, so the first may sign at once.
            await store.AddAsync(keys, at, ct);
            keys = await store.ReadAsync(ct);
        }

        return new Loaded(at, [.. keys.Select(key => key.Value)], loaded?.Opened ?? new());
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

    private sealed record Loaded(
        DateTimeOffset At,
        IReadOnlyList<ToolKeyRecord> Records,
        System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<SigningCredentials>> Opened);
}
