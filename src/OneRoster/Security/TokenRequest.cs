using System.Net.Http.Headers;
using System.Text;

namespace Integration.OneRoster.Security;

/// <summary>Writes a client credentials request with id and secret where the SIS looks for them.</summary>
internal static class TokenRequest
{
    /// <summary>The request.</summary>
    public static HttpRequestMessage Write(OAuth2Credentials credentials, Uri address)
    {
        List<KeyValuePair<string, string>> fields = [new("grant_type", "client_credentials")];
        if (credentials.Scopes.Count > 0)
        {
            fields.Add(new("scope", string.Join(' ', credentials.Scopes)));
        }

        if (credentials.Placement != CredentialPlacement.Header)
        {
            fields.Add(new("client_id", credentials.ClientId));
            fields.Add(new("client_secret", credentials.ClientSecret));
        }

        var inQuery = credentials.Placement == CredentialPlacement.Query;
        var request = new HttpRequestMessage(HttpMethod.Post, inQuery ? WithQuery(address, fields) : address)
        {
            Content = new FormUrlEncodedContent(inQuery ? [] : fields),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (credentials.Placement == CredentialPlacement.Header)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.ClientId}:{credentials.ClientSecret}")));
        }

        foreach (var (name, value) in credentials.ExtraHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static Uri WithQuery(Uri address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var added = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return new Uri($"{address.AbsoluteUri}{(address.Query.Length > 1 ? '&' : '?')}{added}");
    }
}
