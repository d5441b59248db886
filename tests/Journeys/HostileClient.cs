using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Integration.Learning.Sessions;

namespace Integration.Tests.Journeys;

/// <summary>Sends a request, and notes what an answer to a bad one must not be: a 5xx, a 4xx without a code, or one that changed the store.</summary>
internal sealed partial class HostileClient(ToolUnderAttack tool) : IDisposable
{
    // A server that refuses a large body closes the connection, so the client asks before it sends one, and waits for the answer.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
    {
        BaseAddress = tool.Address,
    };

    private readonly List<string> faults = [];

    internal IReadOnlyList<string> Faults => faults;

    internal int Sent { get; private set; }

    internal async Task<(int Status, string Body)> SendAsync(string method, string address, string what, string? token, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        request.Headers.ExpectContinue = content?.Headers.ContentLength > BadRequests.Huge / 2;
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation(SessionEndpoints.Header, token);
        }

        var before = await tool.StoreMarkAsync(ct);
        using var answer = await http.SendAsync(request, ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        Note($"{method} {Short(address)} with {what}", (int)answer.StatusCode, body, hasBody: method != "HEAD", before != await tool.StoreMarkAsync(ct));
        return ((int)answer.StatusCode, body);
    }

    /// <summary>Writes the request line as it is; the server may close the connection without a word more than its status.</summary>
    internal async Task SendRawAsync(string method, string target, CancellationToken ct)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(tool.Address.Host, tool.Address.Port, ct);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {tool.Address.Authority}\r\nConnection: close\r\n\r\n"), ct);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(ct);
        var status = StatusLine().Match(answer) is { Success: true } line ? int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        Note($"{method} {Short(target)}", status, answer, hasBody: false, changed: false);
    }

    public void Dispose() => http.Dispose();

    private void Note(string request, int status, string body, bool hasBody, bool changed)
    {
        Sent++;
        if (status is < 200 or >= 500)
        {
            faults.Add($"{request}: {status} {Short(body)}");
        }
        else if (status >= 400 && hasBody && !Code().IsMatch(body))
        {
            faults.Add($"{request}: {status} without a code: {Short(body)}");
        }
        else if (status >= 400 && changed)
        {
            faults.Add($"{request}: {status}, but the store changed");
        }
    }

    private static string Short(string text) => text.Length <= 120 ? text : text[..120] + "...";

    [GeneratedRegex(@"\b[A-Z]{3,4}[0-9]{3,4}\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})")]
    private static partial Regex StatusLine();
}
