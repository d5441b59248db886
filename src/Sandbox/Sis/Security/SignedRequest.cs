using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Integration.Sandbox.Lti;
using Microsoft.AspNetCore.Http.Features;

namespace Integration.Sandbox.Sis.Security;

/// <summary>Checks a request that is signed with OAuth 1.0a, two-legged (RFC 5849, 3.2): HMAC with SHA-256 or SHA-1.</summary>
internal sealed class SignedRequest(PracticeSis sis, UsedOnce usedOnce, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with the signature; null when it holds. A nonce is used up only by a signature that holds.</summary>
    public string? Fault(HttpRequest request, string header)
    {
        var parameters = ReadHeader(header);
        string Value(string name) => parameters.GetValueOrDefault(name, "");

        if (Value("oauth_consumer_key") != sis.ClientId)
        {
            return "The consumer key is unknown.";
        }

        if (parameters.GetValueOrDefault("oauth_version", "1.0") != "1.0")
        {
            return "oauth_version must be 1.0.";
        }

        if (!long.TryParse(Value("oauth_timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (clock.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromSeconds(seconds)).Duration() > Skew)
        {
            return "oauth_timestamp is more than five minutes off.";
        }

        var key = Encoding.ASCII.GetBytes(Encode(sis.ClientSecret) + "&");
        var text = Encoding.ASCII.GetBytes(BaseString(request, parameters));
        var expected = Value("oauth_signature_method") switch
        {
            "HMAC-SHA256" => HMACSHA256.HashData(key, text),
#pragma warning disable CA5350 // OAuth 1.0a names it, and half of the field still speaks it.
            "HMAC-SHA1" => HMACSHA1.HashData(key, text),
#pragma warning restore CA5350
            _ => null,
        };
        if (expected is null)
        {
            return "oauth_signature_method must be HMAC-SHA256 or HMAC-SHA1.";
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(Value("oauth_signature"))))
        {
            return "The signature does not fit the request.";
        }

        return Value("oauth_nonce").Length > 0 && usedOnce.TryUse("sis-oauth1", $"{seconds} {Value("oauth_nonce")}", clock.GetUtcNow() + (2 * Skew))
            ? null
            : "The nonce is missing or was used before.";
    }

    /// <summary>RFC 5849, 3.6: everything but letters, digits and <c>- . _ ~</c>.</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text);

    // RFC 5849, 3.4.1: method, address without its query, and all parameters sorted after encoding.
    private static string BaseString(HttpRequest request, Dictionary<string, string> parameters)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        var host = request.Host.Value!.ToLowerInvariant();
        if (request.Host.Port is 80 or 443)
        {
            host = request.Host.Host.ToLowerInvariant();
        }

        var pairs = Pairs(target)
            .Concat(parameters.Where(p => p.Key != "oauth_signature" && p.Key != "realm").Select(p => (p.Key, p.Value)))
            .Select(p => (Name: Encode(p.Item1), Value: Encode(p.Item2)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}");
        return $"{request.Method.ToUpperInvariant()}&{Encode($"{request.Scheme}://{host}{path}")}&{Encode(string.Join('&', pairs))}";
    }

    private static IEnumerable<(string, string)> Pairs(string target) =>
        (target.Split('?', 2) is [_, { Length: > 0 } query] ? query : "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Replace('+', ' ').Split('=', 2))
            .Select(pair => (Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : ""));

    private static Dictionary<string, string> ReadHeader(string header)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header["OAuth ".Length..].Split(','))
        {
            if (part.Split('=', 2) is [var name, var value])
            {
                parameters[Uri.UnescapeDataString(name.Trim())] = Uri.UnescapeDataString(value.Trim().Trim('"'));
            }
        }

        return parameters;
    }
}
