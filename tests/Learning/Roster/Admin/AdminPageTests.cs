using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Sessions;
using Integration.Lti.Launch;

namespace Integration.Tests.Learning.Roster.Admin;

/// <summary>The administrators' page: their own district's roster, and the decisions that wait for them.</summary>
public sealed class AdminPageTests : IAsyncLifetime
{
    private AdminWorld world = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private LearningHost Host => world.Host;

    public async ValueTask InitializeAsync() => world = await AdminWorld.OpenAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Without_a_roster_the_page_says_that_all_works_and_how_to_get_one()
    {
        var page = await OpenAsync(world.Admin());

        Assert.Equal("The connection works", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("This district has no roster yet", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/app/admin/check", Assert.Single(page.QuerySelectorAll("form")).GetAttribute("action"));
        var spanish = await OpenAsync(world.Admin("es"));
        Assert.Contains("Este distrito todavía no tiene registro", spanish.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_run_is_shown_with_its_counts_and_is_applied_by_a_press()
    {
        var source = await world.HoldAsync();
        using var admin = Host.Open(world.Admin());
        var page = await OpenAsync(admin);
        var held = page.QuerySelector("[data-held]")!;
        Assert.Contains("30 of 41 enrolments would end", held.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Quintanilla", page.Body!.TextContent, StringComparison.Ordinal);

        using var answer = await admin.PostAsync("/app/admin/roster/apply", ("source", "sis"), ("run", RunOf(held)));

        var after = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("The run is applied.", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"Applied on this page by the administrator with id {world.Admin().Learner}, ", after.QuerySelector("[data-decision]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(11, (await Host.Get<IRosterSync>().StatusAsync(source.Ref, Ct)).Active[Integration.OneRoster.Rostering.RosterCollection.Enrollments]);
        using var again = await admin.PostAsync("/app/admin/roster/drop", ("source", "sis"), ("run", RunOf(held)));
        Assert.Contains("no longer waits", await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_run_is_dropped_by_a_press_in_Spanish()
    {
        var source = await world.HoldAsync();
        using var admin = Host.Open(world.Admin("es"));
        var held = (await OpenAsync(admin)).QuerySelector("[data-held]")!;

        using var answer = await admin.PostAsync("/app/admin/roster/drop", ("source", "sis"), ("run", RunOf(held)));

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.StartsWith("La lectura se descartó.", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Descartada en esta página por la administración con identificador ", page.QuerySelector("[data-decision]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(41, (await Host.Get<IRosterSync>().StatusAsync(source.Ref, Ct)).Active[Integration.OneRoster.Rostering.RosterCollection.Enrollments]);
    }

    [Fact]
    public async Task Sync_now_is_done_by_the_next_tick()
    {
        world.Drop(students: 3);
        var source = await world.AddAsync();
        using var admin = Host.Open(world.Admin());

        using var answer = await admin.PostAsync("/app/admin/roster/sync", ("source", "sis"));
        Assert.Contains("within a minute", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await world.TickAsync();

        Assert.Equal(RosterRunState.Applied, Assert.Single((await Host.Get<IRosterSync>().ListAsync(source.Ref, 5, null, Ct)).Runs).State);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_of_that_district_gets_anywhere()
    {
        await world.HoldAsync();
        await Host.Get<DistrictStore>().AddAsync(new NewDistrict("red-oak"), Ct);
        Session[] others =
        [
            Host.SessionOf("t", CourseRole.Instructor), Host.SessionOf("s"), Host.SessionOf("o", CourseRole.Mentor),
            Host.SessionOf("both", CourseRole.Instructor) with { IsAdministrator = true }, Host.SessionOf("x", CourseRole.None),
        ];
        foreach (var session in others)
        {
            using var client = Host.Open(session);
            using var get = await client.GetAsync("/app/admin");
            using var post = await client.PostAsync("/app/admin/roster/apply", ("source", "sis"), ("run", "20260914-083000-aaaaaa"));
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (get.StatusCode, post.StatusCode));
        }

        using var neighbour = Host.Open(world.Admin() with { District = "red-oak" });
        using var seen = await neighbour.GetAsync("/app/admin");
        using var tried = await neighbour.PostAsync("/app/admin/roster/sync", ("source", "sis"));
        Assert.Contains("This district has no roster yet", await seen.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, tried.StatusCode);
    }

    private async Task<IHtmlDocument> OpenAsync(Session session)
    {
        using var client = Host.Open(session);
        return await OpenAsync(client);
    }

    private static async Task<IHtmlDocument> OpenAsync(PersonClient client)
    {
        using var answer = await client.GetAsync("/app/home");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }

    private static string RunOf(AngleSharp.Dom.IElement held) => held.QuerySelector("input[name=run]")!.GetAttribute("value")!;
}
