using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Integration.Tests.Lti.Services;

/// <summary>Answers recorded from a Moodle, given again by the practice platform under its own address.</summary>
internal static class Recorded
{
    private const string RecordedAt = "http://127.0.0.1:8089";

    /// <summary>Replays one recording at its own path, or at <paramref name="path"/>.</summary>
    public static string Replay(this PracticePlatform platform, string name, string? path = null)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), name + ".json")));
        var address = new Uri(file.RootElement.GetProperty("request").GetProperty("url").GetString()!);
        platform.On(path ?? address.AbsolutePath, Answer(platform, name));
        return address.PathAndQuery;
    }

    public static Func<HttpContext, Task> Answer(PracticePlatform platform, string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), name + ".json"))
            .Replace(RecordedAt, platform.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        var answer = JsonDocument.Parse(text).RootElement;
        return async http =>
        {
            http.Response.StatusCode = answer.GetProperty("status").GetInt32();
            foreach (var header in answer.GetProperty("headers").EnumerateObject())
            {
                http.Response.Headers.Append(header.Name, header.Value.GetString());
            }

            var body = answer.GetProperty("body");
            await http.Response.WriteAsync(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText());
        };
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "moodle-4.5");
}
