using Microsoft.IdentityModel.Tokens;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>The tool's public keys, fetched from its key set and fetched again when a key is not among them.</summary>
internal sealed class ToolKeys(IHttpClientFactory http, Addresses addresses)
{
    public const string Client = "tool-keys";

    private readonly SemaphoreSlim _oneFetch = new(1, 1);
    private IList<JsonWebKey> _keys = [];

    /// <summary>The key with exactly this id, or null.</summary>
    /// <exception cref="HttpRequestException">The tool does not serve its key set.</exception>
    public async Task<JsonWebKey?> FindAsync(string kid, CancellationToken ct)
    {
        if (Known(kid) is { } known)
        {
            return known;
        }

        await _oneFetch.WaitAsync(ct);
        try
        {
            if (Known(kid) is null)
            {
                var text = await http.CreateClient(Client).GetStringAsync(addresses.AtTool(Registration.KeysPath), ct);
                _keys = new JsonWebKeySet(text).Keys;
            }
        }
        finally
        {
            _oneFetch.Release();
        }

        return Known(kid);
    }

    private JsonWebKey? Known(string kid) => _keys.FirstOrDefault(k =>
        k.Kid == kid && k is { Kty: "RSA", KeySize: >= 2048, Use: null or "" or "sig", Alg: null or "" or SecurityAlgorithms.RsaSha256 });
}
