using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Lti.Registrations;

namespace Integration.Tests.Certification;

/// <summary>A platform with a real key, which signs whatever a vector asks it to.</summary>
internal sealed class PlatformUnderTest(string key, string issuer, string clientId, params (string Id, DeploymentStatus Status)[] deployments)
{
    /// <summary>On purpose the same at every platform: a kid is no secret and no name.</summary>
    public const string Kid = "key-1";

    private static readonly ConcurrentDictionary<string, RSA> Signers = new();

    /// <summary>Made once in a run: making keys is what takes the time.</summary>
    public RSA Signer { get; } = Signers.GetOrAdd(key, static _ => RSA.Create(2048));

    public Registration Registration { get; init; } = new()
    {
        Id = new RegistrationId(key),
        Issuer = issuer,
        ClientId = clientId,
        AuthorizationEndpoint = new Uri("https://lms.example.test/auth?tenant=7"),
        TokenEndpoint = new Uri("https://lms.example.test/token"),
        JwksUri = new Uri($"https://lms.example.test/jwks/{key}"),
        TokenAudience = "https://lms.example.test/token",
        Deployments = deployments.ToDictionary(deployment => deployment.Id, deployment => deployment.Status),
    };

    public string Jwks()
    {
        var key = Signer.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = Kid,
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            }),
        }.ToJsonString();
    }

    /// <summary>A compact JWS over the bytes as they are, signed in the way named.</summary>
    public string Sign(string header, string payload, string way)
    {
        var content = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        var bytes = Encoding.ASCII.GetBytes(content);
        return $"{content}.{Encode(Signature(bytes, way))}";
    }

    private byte[] Signature(byte[] content, string way)
    {
        switch (way)
        {
            case "RS256":
                return Signer.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            case "RS384":
                return Signer.SignData(content, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
            case "RS512":
                return Signer.SignData(content, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
            case "PS256":
                return Signer.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            case "ES256":
                using (var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    return curve.SignData(content, HashAlgorithmName.SHA256);
                }

            case "HS256-with-public-key":
                return HMACSHA256.HashData(Encoding.ASCII.GetBytes(Signer.ExportSubjectPublicKeyInfoPem()), content);
            case "another-key":
                using (var stranger = RSA.Create(2048))
                {
                    return stranger.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }

            case "none":
                return [];
            default:
                throw new ArgumentOutOfRangeException(nameof(way), way, "No such way to sign.");
        }
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
