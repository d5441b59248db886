using System.Diagnostics;
using System.Net;
using Integration.Learning.Jobs;
using Integration.Sandbox;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Sis;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys;

/// <summary>The practice LMS with the real tool beside it, on a throw-away folder: in one process, or with a tool that runs elsewhere.</summary>
internal sealed class PracticeSchool : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder = Directory.CreateTempSubdirectory("school-").FullName;
    private SandboxHost host = null!;

    internal Uri Lms => host.Lms;

    internal Uri Tool => host.Tool;

    /// <summary>The inside of the tool that runs beside the LMS, for what its command line would do.</summary>
    internal IServiceProvider Services => host.Running!.Services;

    /// <summary>The SIS behind the LMS.</summary>
    internal PracticeSis Sis => host.Sis;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task<PracticeSchool> StartAsync(Uri? tool = null, string? lms = null)
    {
        var school = new PracticeSchool();
        school.host = await SandboxHost.StartAsync(new SandboxOptions { DataDirectory = school.folder, Port = 0, ToolPort = 0, Tool = tool, Personality = lms }, Ct);
        return school;
    }

    /// <summary>Stops both and starts both on the same folder and ports.</summary>
    internal async Task RestartAsync()
    {
        var options = new SandboxOptions { DataDirectory = folder, Port = Lms.Port, ToolPort = Tool.Port };
        await host.DisposeAsync();
        host = await SandboxHost.StartAsync(options, Ct);
    }

    internal async Task<LmsClient> BecomeAsync(string person)
    {
        var client = new LmsClient(Lms);
        await client.BecomeAsync(person);
        return client;
    }

    /// <summary>Adds an activity through the tool's picker, as a teacher who changes only some fields; returns its link.</summary>
    internal async Task<string> AddAsync(LmsClient teacher, string course, string template, params (string Name, string Value)[] changes)
        => (await PickAsync(teacher, course, template, changes)).Link;

    /// <summary>The same, with the picker's signed answer.</summary>
    internal async Task<(string Link, string Answer)> PickAsync(LmsClient teacher, string course, string template, params (string Name, string Value)[] changes)
    {
        var before = await teacher.ActivitiesAsync(course);
        using var picker = await ToolVisit.OfAsync(await teacher.LaunchAsync(await teacher.OpenPickerAsync(course)));
        await picker.GoAsync($"/app/picker/template/{template}");
        var fields = picker.Fields("form.settings").Where(field => changes.All(change => change.Name != field.Name)).Concat(changes);
        await picker.PostAsync("/app/picker/add", [.. fields]);
        var jwt = picker.Fields("form[data-auto-post]").Single(field => field.Name == "JWT").Value;
        Assert.Equal(HttpStatusCode.OK, (await teacher.AnswerPickerAsync(jwt, Tool)).StatusCode);
        return ((await teacher.ActivitiesAsync(course)).Single(activity => before.All(old => old.Id != activity.Id)).Id, jwt);
    }

    /// <summary>Adds a link that carries no activity, as an LMS's own "external tool" form makes it; returns its id.</summary>
    internal string AddBareLink(string course, string title)
    {
        var link = new Link($"bare-{Guid.NewGuid():N}", course, title, null, new Uri(Tool, "/lti/launch").ToString(), new Dictionary<string, string>(), null);
        new LmsDatabase(Path.Combine(folder, "lms.db")).ExecuteAll([LinkRecords.Adding(link, DateTimeOffset.UnixEpoch)]);
        return link.Id;
    }

    /// <summary>Opens an activity in the course, all the way to the tool's first screen.</summary>
    internal static async Task<ToolVisit> OpenAsync(LmsClient person, string link)
        => await ToolVisit.OfAsync(await person.LaunchAsync(await person.OpenActivityAsync(link)));

    /// <summary>A student opens an activity, does it and sends it.</summary>
    internal static async Task SendAsync(LmsClient student, string link)
    {
        using var page = await OpenAsync(student, link);
        await page.WriteAndSendAsync();
    }

    /// <summary>What a course's gradebook holds, as the LMS keeps it.</summary>
    internal IReadOnlyList<Score> Scores(string course) => new ScoreRecords(new LmsDatabase(Path.Combine(folder, "lms.db"))).InCourse(course);

    /// <summary>Runs the tool's background work once, now.</summary>
    internal Task TickAsync()
    {
        var tool = host.Running!.Services;
        return tool.GetRequiredService<IJobs>().TickAsync(tool.GetRequiredService<TimeProvider>().GetUtcNow() + Patience, Ct);
    }

    /// <summary>Asks until there is an answer; a generous patience, because slow is not wrong.</summary>
    internal static async Task<T> EventuallyAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ask() is { } found)
            {
                return found;
            }

            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "It never came.");
            await Task.Delay(50, Ct);
        }
    }

    /// <summary>Waits for a score in the LMS's gradebook.</summary>
    internal Task<Score> ScoreAsync(string course, string person, Func<Score, bool>? isIt = null, Func<Task>? meanwhile = null)
        => EventuallyAsync(async () =>
        {
            if (meanwhile is not null)
            {
                await meanwhile();
            }

            return Scores(course).SingleOrDefault(score => score.Person == person && (isIt?.Invoke(score) ?? true));
        });

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
