using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>A real HTTP server on loopback that plays a SIS: collections with pages, a token address, and whatever misbehaviour a test scripts.</summary>
internal sealed class ScriptedSis : IAsyncDisposable
{
    public const string Base = "/ims/oneroster/v1p2";
    public static readonly string[] Collections = ["orgs", "academicSessions", "courses", "classes", "users", "enrollments"];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();
    private int _tokens;

    private ScriptedSis()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        foreach (var name in Collections)
        {
            Records[name] = [];
        }

        On("/token", http => http.Response.WriteAsJsonAsync(
            new { access_token = $"t{Interlocked.Increment(ref _tokens)}", token_type = "Bearer", expires_in = 3600 }));
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>What each collection holds, as JSON.</summary>
    public Dictionary<string, List<string>> Records { get; } = [];

    /// <summary>At most this many a page, whatever is asked for.</summary>
    public Func<int, int> Clamp { get; set; } = limit => limit;

    /// <summary>Sends X-Total-Count.</summary>
    public bool SaysTotal { get; set; }

    /// <summary>Added to every answer of a collection.</summary>
    public Action<HttpContext>? OnPage { get; set; }

    public ConcurrentQueue<SisRequest> Requests { get; } = new();

    public IEnumerable<SisRequest> Pages(string collection) => Requests.Where(request => request.Path == $"{Base}/{collection}");

    public static async Task<ScriptedSis> StartAsync()
    {
        var sis = new ScriptedSis();
        await sis._app.StartAsync();
        return sis;
    }

    /// <summary>Answers one path in another way; the path of a collection may be given by its name.</summary>
    public void On(string path, Func<HttpContext, Task> answer) => _answers[path.StartsWith('/') ? path : $"{Base}/{path}"] = answer;

    public void On(string path, int status, string body = "", params (string Name, string Value)[] headers) => On(path, Answer(status, body, headers));

    /// <summary>Gives the answers in turn; the last one stays. Null is the usual page.</summary>
    public void InTurn(string collection, params Func<HttpContext, Task>?[] answers)
    {
        var turn = -1;
        On(collection, http => (answers[Math.Min(Interlocked.Increment(ref turn), answers.Length - 1)] ?? (_ => PageAsync(http, collection)))(http));
    }

    public static Func<HttpContext, Task> Answer(int status, string body = "", params (string Name, string Value)[] headers) => http =>
    {
        http.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            http.Response.Headers.Append(name, value);
        }

        return http.Response.WriteAsync(body);
    };

    public async Task PageAsync(HttpContext http, string collection)
    {
        var limit = Clamp(Number(http, "limit", 100));
        var records = Records[collection];
        if (SaysTotal)
        {
            http.Response.Headers["X-Total-Count"] = records.Count.ToString(CultureInfo.InvariantCulture);
        }

        OnPage?.Invoke(http);
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync($"{{\"{collection}\":[{string.Join(',', records.Skip(Number(http, "offset", 0)).Take(limit))}]}}");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public static int Number(HttpContext http, string name, int otherwise)
        => int.TryParse(http.Request.Query[name], CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = http.Request.Path.Value ?? "";
        Requests.Enqueue(new SisRequest(
            http.Request.Method,
            path,
            http.Features.Get<IHttpRequestFeature>()!.RawTarget,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        if (_answers.TryGetValue(path, out var answer))
        {
            await answer(http);
        }
        else if (path.StartsWith($"{Base}/", StringComparison.Ordinal) && Records.ContainsKey(path[(Base.Length + 1)..]))
        {
            await PageAsync(http, path[(Base.Length + 1)..]);
        }
        else
        {
            http.Response.StatusCode = 404;
        }
    }
}

/// <summary>One request as it arrived.</summary>
internal sealed record SisRequest(string Method, string Path, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>A parameter of the query, decoded.</summary>
    public string? Query(string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Target[Math.Max(Target.IndexOf('?', StringComparison.Ordinal), 0)..]) is var query
        && query.TryGetValue(name, out var value) ? value.ToString() : null;
}
