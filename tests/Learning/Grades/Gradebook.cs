using System.Collections.Concurrent;
using System.Text.Json;
using Integration.Tests.Lti.Services;

namespace Integration.Tests.Learning.Grades;

/// <summary>An LMS's gradebook behind real HTTP, one column, which keeps what it is sent as Moodle does: a time that is not later is a 409.</summary>
internal sealed class Gradebook(PracticePlatform platform)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> newest = new();
    private readonly ConcurrentDictionary<string, decimal> shown = new();

    /// <summary>Scores that were stored, in the order in which they came.</summary>
    public ConcurrentQueue<StoredScore> Stored { get; } = new();

    /// <summary>Every status that a score was answered with.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Where the column is; another number after it was deleted and made again.</summary>
    public int Column { get; set; } = 1;

    /// <summary>What every score is answered with, instead of being kept; null while all is well.</summary>
    public int? Trouble { get; set; }

    /// <summary>Sent with the trouble.</summary>
    public string? RetryAfter { get; set; }

    /// <summary>What happens in the tool while a score is on its way.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public Uri Address => platform.Address;

    public Uri LineItems => platform.At("/items?type_id=1");

    public Uri LineItem(int column) => platform.At($"/item{column}?type_id=1");

    public static async Task<Gradebook> OpenAsync()
    {
        var gradebook = new Gradebook(await PracticePlatform.StartAsync());
        gradebook.Play();
        return gradebook;
    }

    /// <summary>A teacher types a grade into the LMS.</summary>
    public void Type(string student, decimal score, DateTimeOffset at) => (shown[student], newest[student]) = (score, at);

    public int Reads => platform.ServiceRequests.Count(request => request.Path.EndsWith("/results", StringComparison.Ordinal));

    public ValueTask CloseAsync() => platform.DisposeAsync();

    private void Play()
    {
        platform.On("/items", http => http.Response.WriteAsync($$"""[{"id":"{{LineItem(Column)}}","label":"Lab","scoreMaximum":5,"resourceLinkId":"link-1"}]"""));
        foreach (var column in new[] { 1, 2 })
        {
            platform.On($"/item{column}/scores", http => AnswerAsync(http, column));
            platform.On($"/item{column}/results", http => http.Response.WriteAsync(
                JsonSerializer.Serialize(shown.Where(entry => entry.Key == http.Request.Query["user_id"]).Select(entry => new { userId = entry.Key, resultScore = entry.Value, resultMaximum = 5 }))));
        }
    }

    private async Task AnswerAsync(HttpContext http, int column)
    {
        if (Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        var score = JsonDocument.Parse(platform.Requests.Last(request => request.Path == http.Request.Path).Body).RootElement;
        var (student, at) = (score.GetProperty("userId").GetString()!, score.GetProperty("timestamp").GetDateTimeOffset());
        http.Response.StatusCode = Trouble ?? (column != Column ? 404 : newest.TryGetValue(student, out var last) && at <= last ? 409 : 200);
        Answers.Enqueue(http.Response.StatusCode);
        if (RetryAfter is not null)
        {
            http.Response.Headers.RetryAfter = RetryAfter;
        }

        if (http.Response.StatusCode == 200)
        {
            newest[student] = at;
            var given = score.TryGetProperty("scoreGiven", out var number) ? number.GetDecimal() : (decimal?)null;
            if (given is { } grade)
            {
                shown[student] = grade;
            }

            Stored.Enqueue(new StoredScore(student, at, given, score.GetProperty("gradingProgress").GetString()!));
        }

        await http.Response.CompleteAsync();
    }
}

/// <summary>A score as the LMS keeps it.</summary>
internal sealed record StoredScore(string Student, DateTimeOffset At, decimal? Given, string Grading);
