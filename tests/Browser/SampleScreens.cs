using System.Collections.Concurrent;
using System.Text.Json;
using Integration.Learning.Pages;

namespace Integration.Tests.Browser;

/// <summary>A tiny activity behind the real launch document: one draft with revisions, a few screens, and a switch that breaks it.</summary>
internal sealed class SampleScreens
{
    private static readonly Words English = new("en", TimeZoneInfo.Utc);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Value, int Revision)> _fields = [];
    private int _revision;

    /// <summary>Set to make every draft save fail with this status.</summary>
    public volatile int DraftStatus = 200;

    public ConcurrentQueue<string> Sent { get; } = new();

    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>Released to let a sent form be answered.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public string? Saved(string name)
    {
        lock (_gate)
        {
            return _fields.TryGetValue(name, out var field) ? field.Value : null;
        }
    }

    public void Map(WebApplication app)
    {
        app.MapGet("/launch", http => Launch("one").ExecuteAsync(http));
        app.MapGet("/launch/{screen}", (HttpContext http, string screen) => Launch(screen).ExecuteAsync(http));
        app.MapGet("/app/screen/{screen}", (HttpContext http, string screen) => Answer(http, Fragment(screen)));
        app.MapPost("/app/draft", http => Answer(http, Draft));
        app.MapPost("/app/send", http => Answer(http, async context =>
        {
            var form = await context.Request.ReadFormAsync();
            Sent.Enqueue(string.Join('&', form.Select(field => $"{field.Key}={field.Value}")));
            if (Hold is { } hold)
            {
                await hold.Task;
            }

            await Fragment("sent")(context);
        }));
        app.MapGet("/lms", http => http.Response.WriteAsync("""
            <!doctype html><title>LMS</title><script>window.heard = []; addEventListener('message', event => heard.push(event.data));</script><iframe src="/launch" width="600" height="400"></iframe>
            """));
    }

    private static ScreenResult<SampleScreen, string> Launch(string screen) => new(English, "Screen " + screen, screen)
    {
        Launch = new("token-0", "/app/screen/" + screen, ["http://127.0.0.1:*"], []),
    };

    private static RequestDelegate Fragment(string screen) => http => new ScreenResult<SampleScreen, string>(English, "Screen " + screen, screen).ExecuteAsync(http);

    private Task Answer(HttpContext http, RequestDelegate next)
    {
        Tokens.Enqueue(http.Request.Headers["X-Session"].ToString());
        http.Response.Headers["X-Session"] = "token-" + Tokens.Count;
        return next(http);
    }

    private async Task Draft(HttpContext http)
    {
        if (DraftStatus != 200)
        {
            http.Response.StatusCode = DraftStatus;
            return;
        }

        var form = await http.Request.ReadFormAsync();
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Save(int.Parse(form["revision"]!), form.Where(field => field.Key != "revision").ToDictionary(field => field.Key, field => field.Value.ToString())));
    }

    private string Save(int known, Dictionary<string, string> posted)
    {
        lock (_gate)
        {
            var conflicts = posted
                .Where(field => _fields.TryGetValue(field.Key, out var held) && held.Revision > known && held.Value != field.Value)
                .Select(field => new { name = field.Key, theirs = _fields[field.Key].Value })
                .ToList();
            var news = _fields
                .Where(field => field.Value.Revision > known && !posted.ContainsKey(field.Key))
                .ToDictionary(field => field.Key, field => new { value = field.Value.Value });
            if (posted.Count > 0)
            {
                _revision++;
                foreach (var (name, value) in posted)
                {
                    _fields[name] = (value, _revision);
                }
            }

            return JsonSerializer.Serialize(new { revision = _revision, savedAt = "10:41", fields = news, conflicts });
        }
    }
}
