using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Integration.Sandbox;
using Integration.Sandbox.Sis;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>The practice SIS over real HTTP, in a folder that is thrown away; the tool beside it is only named.</summary>
internal sealed class SisServer : IAsyncDisposable
{
    private readonly string _folder;
    private SandboxHost _host;

    private SisServer(string folder, SandboxHost host, FakeTimeProvider clock) => (_folder, _host, Clock) = (folder, host, clock);

    internal FakeTimeProvider Clock { get; }

    internal HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    internal PracticeSis Sis => _host.Sis;

    internal Uri Lms => _host.Lms;

    internal static async Task<SisServer> StartAsync(int? rows = null)
    {
        var folder = Path.Combine(Path.GetTempPath(), "practice-sis-" + Guid.NewGuid().ToString("N"));
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 10, 23, 15, 0, 0, TimeSpan.Zero));
        return new SisServer(folder, await StartAsync(folder, rows, clock, 0), clock);
    }

    internal async Task RestartAsync(int? rows = null)
    {
        var port = Lms.Port;
        await _host.DisposeAsync();
        _host = await StartAsync(_folder, rows, Clock, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal static string Scope(string name, string version = "v1p2") => $"https://purl.imsglobal.org/spec/or/{version}/scope/{name}";

    internal AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sis.ClientId}:{Sis.ClientSecret}")));

    internal async Task<HttpResponseMessage> AskForTokenAsync(string? scope, bool basic = true)
    {
        List<KeyValuePair<string, string>> form = [new("grant_type", "client_credentials")];
        if (scope is not null)
        {
            form.Add(new("scope", scope));
        }

        if (!basic)
        {
            form.AddRange([new("client_id", Sis.ClientId), new("client_secret", Sis.ClientSecret)]);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, Sis.Token) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = basic ? Basic : null;
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal async Task<string> TokenAsync(string? scope = null) => (await JsonAsync(await AskForTokenAsync(scope))).GetProperty("access_token").GetString()!;

    /// <summary>Reads an address below the 1.2 service, or the 1.1 one.</summary>
    internal async Task<HttpResponseMessage> GetAsync(string path, string? token = null, bool old = false)
    {
        var root = old ? Sis.Rostering11 : Sis.Rostering12;
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{root}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await TokenAsync());
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Calls what a script calls, with the client's credentials.</summary>
    internal Task<HttpResponseMessage> ApiAsync(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Lms, $"/sis/api/{path}")) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = Basic;
        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    /// <summary>The records of a page, with a right answer and the right envelope.</summary>
    internal async Task<IReadOnlyList<JsonElement>> RecordsAsync(string path, string key, bool old = false)
    {
        var response = await GetAsync(path, old: old);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return [.. (await JsonAsync(response)).GetProperty(key).EnumerateArray()];
    }

    internal static string Id(JsonElement record) => record.GetProperty("sourcedId").GetString()!;

    private static Task<SandboxHost> StartAsync(string folder, int? rows, FakeTimeProvider clock, int port) => SandboxHost.StartAsync(
        new SandboxOptions { DataDirectory = folder, Port = port, Tool = new Uri("http://localhost:5070"), Clock = clock, SisRows = rows },
        TestContext.Current.CancellationToken);
}
