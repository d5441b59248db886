using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;

namespace Integration.Tests.Lti.Services;

/// <summary>A real HTTP server on loopback that plays the LMS; unless told otherwise it grants tokens t1, t2, … at /token.</summary>
internal sealed class PracticePlatform : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();
    private int _tokens;

    private PracticePlatform()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
        On("/token", http => http.Response.WriteAsJsonAsync(
            new { access_token = $"t{Interlocked.Increment(ref _tokens)}", token_type = "Bearer", expires_in = 3600 }));
    }

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public IEnumerable<Seen> TokenRequests => Requests.Where(request => request.Path == "/token");

    public IEnumerable<Seen> ServiceRequests => Requests.Where(request => request.Path != "/token");

    public static async Task<PracticePlatform> StartAsync()
    {
        var platform = new PracticePlatform();
        await platform._app.StartAsync();
        return platform;
    }

    public Uri At(string pathAndQuery) => new(Address, pathAndQuery);

    /// <summary>Answers a path, whatever its query.</summary>
    public void On(string path, Func<HttpContext, Task> answer) => _answers[path] = answer;

    public void On(string path, int status, string body = "", params (string Name, string Value)[] headers) => On(path, http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers.Append(name, value);
        }

        return http.Response.WriteAsync(body);
    });

    /// <summary>Gives the answers in turn; the last one stays.</summary>
    public void InTurn(string path, params Func<HttpContext, Task>[] answers)
    {
        var turn = -1;
        On(path, http => answers[Math.Min(Interlocked.Increment(ref turn), answers.Length - 1)](http));
    }

    /// <summary>Never answers; the returned task ends when a request has arrived.</summary>
    public Task Hang(string path)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        On(path, async http =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        return arrived.Task;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue(new Seen(
            http.Request.Method,
            http.Request.Path,
            http.Request.GetEncodedPathAndQuery(),
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        if (_answers.TryGetValue(http.Request.Path, out var answer))
        {
            await answer(http);
        }
        else
        {
            http.Response.StatusCode = 404;
        }
    }
}

/// <summary>One request as it arrived.</summary>
internal sealed record Seen(string Method, string Path, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, string Body);
