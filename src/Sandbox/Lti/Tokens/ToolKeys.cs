using System.Collections.Concurrent;
using Integration.Sandbox.Lti.Registrations;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>Each tool's public keys, fetched from its key set and fetched again when a key is not among them.</summary>
internal sealed class ToolKeys(IHttpClientFactory http)
{
    public const string Client = "tool-keys";

    private readonly SemaphoreSlim _oneFetch = new(1, 1);
    private readonly ConcurrentDictionary<string, IList<JsonWebKey>> _keys = new(StringComparer.Ordinal);

    /// <summary>The key with exactly this id, or null.</summary>
    /// <exception cref="HttpRequestException">The tool does not serve its key set.</exception>
    public async Task<JsonWebKey?> FindAsync(ToolRegistration tool, string kid, CancellationToken ct)
    {
        if (Known(tool, kid) is { } known)
        {
            return known;
        }

        await _oneFetch.WaitAsync(ct);
        try
        {
            if (Known(tool, kid) is null)
            {
                var text = await http.CreateClient(Client).GetStringAsync(tool.KeysUri, ct);
                _keys[tool.KeysUri] = new JsonWebKeySet(text).Keys;
            }
        }
        finally
        {
            _oneFetch.Release();
        }

        return Known(tool, kid);
    }

    private JsonWebKey? Known(ToolRegistration tool, string kid) => _keys.GetValueOrDefault(tool.KeysUri, []).FirstOrDefault(k =>
        k.Kid == kid && k is { Kty: "RSA", KeySize: >= 2048, Use: null or "" or "sig", Alg: null or "" or SecurityAlgorithms.RsaSha256 });
}
