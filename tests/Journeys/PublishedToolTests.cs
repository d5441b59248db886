using System.Net;
using System.Text;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Tables;
using Integration.Tests.Functions;

namespace Integration.Tests.Journeys;

/// <summary>The executable as it is published: registered by its own command line, launched from an LMS of another process, killed and started again.</summary>
public sealed class PublishedToolTests
{
    private const string Tick = """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"Tick"}}}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_and_its_grade_survive_a_kill_and_the_tick_delivers()
    {
        using var settings = new ThrowAwaySettings();
        var port = ToolProcess.FreePort();
        settings.Values["Public__Url"] = $"http://localhost:{port}";
        await using var school = await PracticeSchool.StartAsync(new Uri($"http://localhost:{port}"));
        var lms = school.Lms.GetLeftPart(UriPartial.Authority);
        var registered = await ToolProcess.RunAsync(
            settings.Values, Ct, "platform", "add", "--name", "Practice LMS", "--issuer", lms, "--client-id", "practice-client-0001", "--auth-url", lms + "/lti/auth",
            "--token-url", lms + "/lti/token", "--jwks-url", lms + "/lti/jwks", "--deployment", "1", "--frame-origin", lms, "--service-host", school.Lms.Host);
        Assert.Equal((0, ""), (registered.ExitCode, registered.Errors));
        using var teacher = await school.BecomeAsync("t1");
        using var student = await school.BecomeAsync("s02");

        string link;
        await using (var first = await ToolProcess.StartUnderFunctionsAsync(settings.Values, Ct, port))
        {
            link = await school.AddAsync(teacher, "c1", "science-lab");
            await teacher.SetAsync(gradebook: "Down");
            using var page = await PracticeSchool.OpenAsync(student, link);
            await page.WriteAndSendAsync(proof: "Written before the power went.");
            Assert.Equal("Sent to your teacher", page.Heading);
            await TriedAsync(settings, lms);
            await first.KillAsync();
        }

        await teacher.SetAsync();
        await using var second = await ToolProcess.StartUnderFunctionsAsync(settings.Values, Ct, port);
        using var again = await PracticeSchool.OpenAsync(student, link);
        Assert.Contains("Written before the power went.", again.Text, StringComparison.Ordinal);

        var score = await school.ScoreAsync("c1", "s02", meanwhile: async () =>
        {
            using var tick = await second.Http.PostAsync("/Tick", new StringContent(Tick, Encoding.UTF8, "application/json"), Ct);
            Assert.Equal(HttpStatusCode.OK, tick.StatusCode);
        });
        Assert.Equal(5, score.Given);
    }

    // A try that is killed half-way would hold the score for the two minutes of its lease; this one is over.
    private static async Task TriedAsync(ThrowAwaySettings settings, string issuer)
    {
        await using var tables = new ServiceCollection().AddTables(new TablesOptions { Sqlite = settings.Values["Storage__Sqlite"] }).BuildServiceProvider();
        var course = ClassRef.Of(DistrictId.Parse(NewDistrict.DefaultId), issuer, "ctx-701", "1");
        await PracticeSchool.EventuallyAsync(async () =>
        {
            var waiting = tables.GetRequiredService<IDocumentStore>().ReadAllAsync(GradeDocuments.Outbox, course.Partition, GradeKeys.Outboxes, Ct);
            return await waiting.FirstOrDefaultAsync(entry => entry.Value is { Attempts: > 0, LeasedUntil: null }, Ct);
        });
    }
}
