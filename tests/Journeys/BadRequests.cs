using System.Net.Http.Headers;
using System.Text;

namespace Integration.Tests.Journeys;

/// <summary>What a broken, hostile or merely odd client may send: bodies, queries and values for the variable parts of an address.</summary>
internal static class BadRequests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    /// <summary>Larger than any request the tool takes.</summary>
    internal const int Huge = 1_500_000;

    internal static IReadOnlyList<(string Name, Func<HttpContent?> Content)> Bodies { get; } =
    [
        ("no body", () => null),
        ("an empty form", () => Bytes("", Form)),
        ("no content type", () => Bytes("a=b", null)),
        ("plain text", () => Bytes("a=b", "text/plain")),
        ("a form without sense", () => Bytes("&&&===&=&%&%zz=%zz", Form)),
        ("a form in a character set that nobody should read", () => Bytes("a=b", Form + "; charset=utf-7")),
        ("a form in no known character set", () => Bytes("a=b", Form + "; charset=utf-99")),
        ("a form that is not UTF-8", () => Bytes([.. "text="u8, 0xff, 0xfe, 0xc3, 0x28], Form)),
        ("a form with NULs", () => Bytes("a%00b=c%00d&fields[x%00]=%00&revision=%00", Form)),
        ("a form of 10,000 fields", () => Bytes(string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"f{i}={i}")), Form)),
        ("a form with one key many times", () => Bytes(string.Join('&', Enumerable.Repeat("revision=1&key=2&language=en", 40)), Form)),
        ("a form with a very long key", () => Bytes(new string('k', 5000) + "=1", Form)),
        ("numbers that are none", () => Bytes("revision=-1&version=99999999999999999999&round=1e9&points=NaN&at=0000-00-00", Form)),
        ("a multipart form without boundary", () => Bytes("x", "multipart/form-data")),
        ("a multipart form cut short", () => Bytes("--b\r\nContent-Disposition: form-data; name=\"a\"", "multipart/form-data; boundary=b")),
        ("JSON cut short", () => Bytes("{\"fields\":{", Json)),
        ("JSON of the wrong kind", () => Bytes("[null,1,\"x\",{\"revision\":\"x\"}]", Json)),
        ("JSON null", () => Bytes("null", Json)),
        ("JSON 10,000 deep", () => Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)), Json)),
        ("JSON with lone surrogates and NULs", () => Bytes("{\"fields\":{\"\\ud800\":\"\\u0000\"},\"revision\":1}", Json)),
        ("JSON that is not UTF-8", () => Bytes([.. "{\"a\":\""u8, 0xff, 0xfe, .. "\"}"u8], Json)),
    ];

    internal static IReadOnlyList<string> Queries { get; } =
    [
        "", "?", "?&&&==&", "?a[]=1&a=2&a[b][c]=3", "?%00=%00", "?q=%ff%fe", "?iss=%c3%28&login_hint=%00", "?" + new string('q', 6000), "?lang=xx&language=%3Cscript%3E",
        "?" + string.Join('&', Enumerable.Range(0, 900).Select(i => $"f{i}=1")),
    ];

    /// <summary>For <c>{registration}</c> and its like, already as they travel.</summary>
    internal static IReadOnlyList<string> RouteValues { get; } =
    [
        "x", "0", "-1", "99999999999999999999", "%01", "%ff", "..%2f..", "%2e%2e", "a%2fb", "a%5cb", "%27%20or%201=1--", "%F0%9F%98%80", "~", new string('x', 3000),
    ];

    /// <summary>Targets that no client library would send, as they stand on the request line.</summary>
    internal static IReadOnlyList<string> RawTargets { get; } =
    [
        "/..", "/../", "/app/../../etc/passwd", "/assets/../app/home", "/assets/..%2f..%2fhost.json", "/assets/%2e%2e/%2e%2e/host.json", "//app//home", "/app/./home",
        "/app/home/", "/app/home%00", "/lti/login/%00", "/assets/%00/%00", "/app/home%2f", "/app;x=1/home", "/APP/HOME", "/app\\home", "/%", "/%zz", "/app/%ff%fe", "/lti/login/%2e%2e", "/.well-known/../health",
        "*", "http://elsewhere.example/app/home", "/health?%", "/Tick", "/tick", "/admin/host/status", "/.env", "/host.json", "/local.settings.json", "/" + new string('a', 9000),
    ];

    private static ByteArrayContent Bytes(string text, string? type) => Bytes(Encoding.UTF8.GetBytes(text), type);

    private static ByteArrayContent Bytes(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
