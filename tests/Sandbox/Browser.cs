using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Integration.Tests.Sandbox;

/// <summary>A form in a page, ready to be sent.</summary>
internal sealed record WebForm(Uri Action, HttpMethod Method, IReadOnlyDictionary<string, string> Fields);

/// <summary>
/// An HTTP client that keeps cookies as a browser does on this computer: by host, and <c>Secure</c> ones too over loopback http. It follows no redirect.
/// </summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly Dictionary<(string Host, string Name), string> _cookies = [];

    public Task<HttpResponseMessage> GetAsync(Uri address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Posts a form; <paramref name="origin"/> is the page it comes from.</summary>
    public Task<HttpResponseMessage> PostAsync(Uri address, IEnumerable<KeyValuePair<string, string>> fields, Uri origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", origin.GetLeftPart(UriPartial.Authority));
        return SendAsync(request);
    }

    /// <summary>Sends a form as its page would.</summary>
    public Task<HttpResponseMessage> SubmitAsync(WebForm form, Uri origin) => form.Method == HttpMethod.Post
        ? PostAsync(form.Action, form.Fields, origin)
        : GetAsync(new Uri(form.Action.GetLeftPart(UriPartial.Path) + "?" + Query(form.Fields)));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var host = request.RequestUri!.Host;
        var mine = string.Join("; ", _cookies.Where(c => c.Key.Host == host).Select(c => $"{c.Key.Name}={c.Value}"));
        if (mine.Length > 0)
        {
            request.Headers.Add("Cookie", mine);
        }

        var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0];
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            _cookies[(host, pair[..cut])] = pair[(cut + 1)..];
        }

        return response;
    }

    /// <summary>Loses every cookie of a host, as a browser that blocks third parties does.</summary>
    public void ForgetCookies(string host)
    {
        foreach (var key in _cookies.Keys.Where(k => k.Host == host).ToList())
        {
            _cookies.Remove(key);
        }
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    /// <summary>The first form that fits the selector; null when there is none.</summary>
    public static async Task<WebForm?> FormAsync(HttpResponseMessage response, string selector)
    {
        var form = (await ReadAsync(response)).QuerySelector(selector);
        if (form is null)
        {
            return null;
        }

        var fields = form.QuerySelectorAll("input[name]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        var method = string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase) ? HttpMethod.Post : HttpMethod.Get;
        return new WebForm(new Uri(response.RequestMessage!.RequestUri!, form.GetAttribute("action")), method, fields);
    }

    public void Dispose() => _http.Dispose();

    private static string Query(IReadOnlyDictionary<string, string> fields) =>
        string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
}
