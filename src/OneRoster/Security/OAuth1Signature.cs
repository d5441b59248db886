using System.Security.Cryptography;
using System.Text;

namespace Integration.OneRoster.Security;

/// <summary>
/// The signature of <see href="https://www.rfc-editor.org/rfc/rfc5849#section-3.4">RFC 5849 3.4</see>, without a token. What is signed is the address as it goes
/// over the wire: its query is decoded once and encoded again, strictly.
/// </summary>
internal static class OAuth1Signature
{
    /// <summary>The <c>Authorization</c> value, scheme left out, of a request.</summary>
    public static string Parameter(HttpMethod method, Uri address, OAuth1Credentials credentials, SignatureMethod signing, string nonce, long timestamp)
    {
        List<KeyValuePair<string, string>> oauth =
        [
            new("oauth_consumer_key", credentials.ConsumerKey),
            new("oauth_nonce", nonce),
            new("oauth_signature_method", signing == SignatureMethod.HmacSha256 ? "HMAC-SHA256" : "HMAC-SHA1"),
            new("oauth_timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("oauth_version", "1.0"),
        ];
        oauth.Add(new("oauth_signature", Sign(BaseString(method, address, oauth), credentials.ConsumerSecret, signing)));
        return string.Join(", ", oauth.Select(field => $"{field.Key}=\"{Encode(field.Value)}\""));
    }

    /// <summary>The signature base string, 3.4.1.</summary>
    public static string BaseString(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> oauth)
    {
        // 3.4.1.3.2: encode, then sort by name and value in byte order. Doubles stay doubles.
        var parameters = Query(address).Concat(oauth)
            .Select(field => (Name: Encode(field.Key), Value: Encode(field.Value)))
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .ThenBy(field => field.Value, StringComparer.Ordinal)
            .Select(field => $"{field.Name}={field.Value}");
        return $"{method.Method.ToUpperInvariant()}&{Encode(BaseAddress(address))}&{Encode(string.Join('&', parameters))}";
    }

    /// <summary>RFC 3986 encoding of everything but unreserved characters: <c>! ' ( ) *</c> are encoded too.</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);

    // 3.4.1.2: Uri has lower-cased scheme and host already; Authority leaves :443 of https and :80 of http out.
    private static string BaseAddress(Uri address) => $"{address.Scheme}://{(address.IsDefaultPort ? Host(address) : $"{Host(address)}:{address.Port}")}{address.AbsolutePath}";

    private static string Host(Uri address) => address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;

    private static IEnumerable<KeyValuePair<string, string>> Query(Uri address)
        => from part in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
           let at = part.IndexOf('=', StringComparison.Ordinal)
           select at < 0 ? new KeyValuePair<string, string>(Decode(part), "") : new KeyValuePair<string, string>(Decode(part[..at]), Decode(part[(at + 1)..]));

    // In a query + is a space for form decoding, which is what servers apply.
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Sign(string text, string secret, SignatureMethod method)
    {
        // No token, but its ampersand stays.
        var key = Encoding.ASCII.GetBytes($"{Encode(secret)}&");
        var data = Encoding.ASCII.GetBytes(text);
        return Convert.ToBase64String(method == SignatureMethod.HmacSha256 ? HMACSHA256.HashData(key, data) : HMACSHA1.HashData(key, data));
    }
}
