using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Bench.Launches;

/// <summary>The LMS of the bench: publishes its key, and signs id_tokens in the bench's own process, whose CPU time is not counted.</summary>
internal sealed class PracticePlatform : IAsyncDisposable
{
    internal const string Issuer = "https://lms.bench.example";

    internal const string Kid = "bench-key";

    private readonly RSA key = RSA.Create(2048);
    private readonly string header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"RS256","typ":"JWT","kid":"{{Kid}}"}"""));
    private readonly WebApplication app;

    private PracticePlatform()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/jwks", () => Results.Text($$"""{"keys":[{{JsonKey()}}]}""", "application/json"));
    }

    internal Uri Address => new(app.Urls.Single());

    /// <summary>What signs its tokens. Lock it: not every implementation may be used by two threads at once.</summary>
    internal RSA Key => key;

    /// <summary>What a verifier needs.</summary>
    internal string PublicKey => key.ExportSubjectPublicKeyInfoPem();

    internal static async Task<PracticePlatform> StartAsync(CancellationToken ct)
    {
        var platform = new PracticePlatform();
        await platform.app.StartAsync(ct);
        return platform;
    }

    /// <summary>A compact JWS over the claims.</summary>
    internal string Sign(byte[] claims)
    {
        var content = $"{header}.{Base64Url.EncodeToString(claims)}";
        lock (key)
        {
            return $"{content}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private string JsonKey()
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)));
        return $$"""{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{Kid}}","n":"{{jwk.N}}","e":"{{jwk.E}}"}""";
    }
}
