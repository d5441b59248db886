using System.Security.Cryptography;
using System.Text;
using Integration.Tests.OneRoster.Rest;

namespace Integration.Tests.OneRoster.Security;

/// <summary>The server's side of OAuth 1, written for itself and byte by byte: tells whether a request as it arrived is signed with the secret.</summary>
internal static class OAuth1Check
{
    public static Dictionary<string, string> Parameters(SisRequest request) => request.Authorization!["OAuth ".Length..].Split(", ")
        .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => Decode(part[1].Trim('"')));

    public static bool IsSigned(SisRequest request, Uri origin, string secret, string method)
    {
        if (request.Authorization?.StartsWith("OAuth ", StringComparison.Ordinal) != true)
        {
            return false;
        }

        var oauth = Parameters(request);
        var target = request.Target.Split('?', 2);
        var pairs = oauth.Where(field => field.Key != "oauth_signature").Select(field => (field.Key, field.Value)).ToList();
        pairs.AddRange((target.Length > 1 ? target[1] : "").Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).Select(part => (Decode(part[0]), Decode(part.ElementAtOrDefault(1) ?? ""))));
        var encoded = pairs.Select(pair => (Encode(pair.Item1), Encode(pair.Item2))).ToList();
        encoded.Sort((one, other) => string.CompareOrdinal(one.Item1, other.Item1) is var names and not 0 ? names : string.CompareOrdinal(one.Item2, other.Item2));
        var text = $"{request.Method}&{Encode(origin.GetLeftPart(UriPartial.Authority) + target[0])}&{Encode(string.Join("&", encoded.Select(pair => $"{pair.Item1}={pair.Item2}")))}";
        using HMAC hash = method == "HMAC-SHA256" ? new HMACSHA256() : new HMACSHA1();
        hash.Key = Encoding.UTF8.GetBytes(Encode(secret) + "&");
        return oauth["oauth_signature_method"] == method && oauth["oauth_signature"] == Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    private static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            var isUnreserved = value is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';
            result.Append(isUnreserved ? ((char)value).ToString() : $"%{value:X2}");
        }

        return result.ToString();
    }

    private static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            bytes.Add(text[i] == '%' ? Convert.ToByte(text.Substring(i + 1, 2), 16) : (byte)text[i]);
            i += text[i] == '%' ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
