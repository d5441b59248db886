using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Integration.Tests.Certification.Fuzz;

/// <summary>
/// Makes mutants of good launches. Half of them are the bytes of a good token, changed; the rest are written anew: another header, a forged signature, a broken
/// rule or an odd claim. The platform's own key signs what only the platform could, so that the checks behind the signature are reached.
/// </summary>
internal sealed class TokenMutator(RSA key, string kid)
{
    private static readonly RSA Stranger = RSA.Create(2048);
    private static readonly string[] Algorithms = ["none", "None", "HS256", "HS512", "RS384", "RS512", "PS256", "ES256", "rs256", "RS256 ", "", "A256GCM"];

    private readonly byte[] publicKey = Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem());

    /// <summary>A token nothing was done to.</summary>
    public string Sign(JsonObject claims) => Compact(Header(), claims.ToJsonString(), Rs256);

    /// <summary>The next mutant of a launch.</summary>
    /// <param name="token">A good token over <paramref name="claims"/>.</param>
    /// <param name="claims">Its claims; left as they are.</param>
    /// <param name="random">Decides everything.</param>
    public Mutant Next(string token, JsonObject claims, Random random) => random.Next(10) switch
    {
        < 6 => Scrambled(token, random),
        6 => Reheaded(claims, random),
        7 => Forged(claims, random),
        8 => Broken(claims, random),
        _ => Odd(claims, random),
    };

    /// <summary>A launch that the platform did sign, odd only in what is optional.</summary>
    public Mutant Odd(JsonObject claims, Random random)
    {
        var copy = claims.DeepClone().AsObject();
        var kind = ClaimMutations.Vary(copy, random);
        return new Mutant(kind, Compact(Header(), copy.ToJsonString(), Rs256), Expectation.Answered);
    }

    private static Mutant Scrambled(string token, Random random)
    {
        while (true)
        {
            var text = token;
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                text = Scramble(text, random);
            }

            if (!MeansTheSame(text, token))
            {
                return new Mutant("bytes", text, Expectation.Refused);
            }
        }
    }

    private static string Scramble(string text, Random random)
    {
        if (text.Length < 2)
        {
            return text + (char)random.Next(32, 127);
        }

        var at = random.Next(text.Length - 1);
        var length = Math.Min(random.Next(1, 40), text.Length - at - 1);
        var parts = text.Split('.');
        return random.Next(9) switch
        {
            0 => text[..at] + (char)(text[at] ^ (1 << random.Next(7))) + text[(at + 1)..],
            1 => text.Remove(at, length),
            2 => text.Insert(at, ((char)random.Next(1, 0x250)).ToString()),
            3 => text.Insert(at, text.Substring(at, length)),
            4 => text[..at],
            5 => string.Join('.', parts.Reverse()),
            6 => string.Join('.', parts.Append(parts[random.Next(parts.Length)])),
            7 => text[..at] + new string([.. text.Substring(at, length).Reverse()]) + text[(at + length)..],
            _ => string.Join('.', parts.Select((part, i) => i == at % parts.Length ? "" : part)),
        };
    }

    // The last character of a signature carries bits that mean nothing.
    private static bool MeansTheSame(string text, string token) =>
        text.Length == token.Length && text.AsSpan(0, text.Length - 1).SequenceEqual(token.AsSpan(0, token.Length - 1));

    private Mutant Reheaded(JsonObject claims, Random random)
    {
        var header = Header();
        var payload = claims.ToJsonString();
        switch (random.Next(5))
        {
            case 0:
                header["alg"] = Algorithms[random.Next(Algorithms.Length)];
                return new Mutant("another alg", Compact(header, payload, Rs256), Expectation.Refused);
            case 1:
                header["kid"] = random.Next(3) == 0 ? null : kid + Oddities.Text(random) + "~";
                return new Mutant("another kid", Compact(header, payload, Rs256), Expectation.Refused);
            case 2:
                header.Remove(random.Next(2) == 0 ? "kid" : "alg");
                return new Mutant("no kid or alg", Compact(header, payload, Rs256), Expectation.Refused);
            case 3:
                header["alg"] = "none";
                return new Mutant("unsigned", Compact(header, payload, static _ => []), Expectation.Refused);
            default:
                header[random.Next(2) == 0 ? "cty" : "x-" + random.Next(100)] = Oddities.Value(random);
                return new Mutant("odd header", Compact(header, payload, Rs256), Expectation.Answered);
        }
    }

    private Mutant Forged(JsonObject claims, Random random)
    {
        var (header, payload) = (Header(), claims.ToJsonString());
        if (random.Next(3) == 0)
        {
            header["alg"] = "HS256";
            return new Mutant("public key as a secret", Compact(header, payload, content => HMACSHA256.HashData(publicKey, content)), Expectation.Refused);
        }

        if (random.Next(2) == 0)
        {
            header["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(Stranger.ExportParameters(false).Modulus), ["e"] = "AQAB" };
        }

        return new Mutant("a stranger's key", Compact(header, payload, content => Sign(Stranger, content)), Expectation.Refused);
    }

    private Mutant Broken(JsonObject claims, Random random)
    {
        var copy = claims.DeepClone().AsObject();
        var kind = ClaimMutations.Break(copy, random);
        return new Mutant(kind, Compact(Header(), copy.ToJsonString(), Rs256), Expectation.Refused);
    }

    private JsonObject Header() => new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = kid };

    private byte[] Rs256(byte[] content)
    {
        lock (key)
        {
            return Sign(key, content);
        }
    }

    private static byte[] Sign(RSA with, byte[] content) => with.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Compact(JsonObject header, string payload, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header.ToJsonString())}.{Encode(payload)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
