using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Districts;
using Integration.Learning.Platforms;
using Integration.Lti.Notices;
using Integration.Lti.Registrations;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Activities;

/// <summary>What an LMS tells by itself of the courses it copied, and what the first launch of a link there makes of it when the launch itself says nothing.</summary>
public sealed class CopiedCourseTests(Azurite azurite)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_launch_finds_the_course_before_it_across_one_that_nobody_opened(bool inAzure)
    {
        await using var tool = inAzure ? LearningTool.StartOn(await azurite.ConnectionStringAsync()) : LearningTool.Start();
        var (lms, registration) = await RegisterAsync(tool, "client-1");
        var (custom, first) = await MakeAsync(lms);
        await lms.OpenAsync("fall-24", "link-24", custom);
        await MoveAsync(tool, lms, "fall-24", "link-24", first, 8);
        await TellAsync(tool, registration, "spring-25", "fall-24");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TellAsync(tool, registration, "fall-25", "spring-25")));
        var copied = await lms.OpenAsync("fall-25", "link-25", custom);
        var again = await lms.OpenAsync("fall-25", "link-25", custom);

        Assert.Equal((8m, "Course fall-24"), ((await lms.ActivityOf(copied)).Points, copied.CopiedFrom?.Course));
        Assert.Equal(copied, again);
        Assert.Equal(2, (await lms.RowsAsync("fall-25")).Count);
        Assert.Single(await lms.RowsAsync("spring-25"));
    }

    [Fact]
    public async Task Content_that_comes_twice_is_looked_for_in_the_newest_first()
    {
        await using var tool = LearningTool.Start();
        var (lms, registration) = await RegisterAsync(tool, "client-1");
        var (custom, first) = await MakeAsync(lms);
        await lms.OpenAsync("fall-24", "link-24", custom);
        await lms.OpenAsync("spring-25", "link-25", custom);
        await MoveAsync(tool, lms, "spring-25", "link-25", first, 9);
        await TellAsync(tool, registration, "fall-25", "fall-24");
        await TellAsync(tool, registration, "fall-25", "spring-25", "fall-25");

        var copied = await lms.OpenAsync("fall-25", "link-26", custom);

        Assert.Equal((9m, "Course spring-25"), ((await lms.ActivityOf(copied)).Points, copied.CopiedFrom?.Course));
    }

    [Fact]
    public async Task What_one_registration_tells_is_nothing_to_another_nor_to_another_district()
    {
        await using var tool = LearningTool.Start();
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron"), Ct);
        var (lms, registration) = await RegisterAsync(tool, "client-1");
        var (neighbour, _) = await RegisterAsync(tool, "client-2");
        var (elsewhere, theirs) = await RegisterAsync(tool, "client-3", "blue-heron");
        var (custom, first) = await MakeAsync(lms);
        await lms.OpenAsync("fall-24", "link-24", custom);
        await MoveAsync(tool, lms, "fall-24", "link-24", first, 8);
        await TellAsync(tool, registration, "fall-25", "fall-24");
        await TellAsync(tool, theirs, "fall-25", "fall-24");

        var beside = await neighbour.OpenAsync("fall-25", "link-25", custom);
        var other = await elsewhere.OpenAsync("fall-25", "link-25", custom);

        Assert.Null(beside.CopiedFrom);
        Assert.Null(other.CopiedFrom);
        Assert.Equal(first.Points, (await elsewhere.ActivityOf(other)).Points);
    }

    [Fact]
    public async Task A_new_activity_in_a_copied_course_is_no_copy_and_a_notice_without_an_origin_leaves_nothing()
    {
        await using var tool = LearningTool.Start();
        var (lms, registration) = await RegisterAsync(tool, "client-1");
        var (custom, _) = await MakeAsync(lms);
        await lms.OpenAsync("fall-24", "link-24", custom);
        var (fresh, _) = await MakeAsync(lms, "new-one");
        await TellAsync(tool, registration, "fall-25", "fall-24");
        await TellAsync(tool, registration, "fall-26");

        var picked = await lms.OpenAsync("fall-25", "link-25", fresh);

        Assert.Null(picked.CopiedFrom);
        Assert.Empty(await lms.RowsAsync("fall-26"));
    }

    private static Task TellAsync(LearningTool tool, Registration registration, string course, params string[] origins)
        => tool.Get<INoticeHandler>().HandleAsync(new ContextCopyNotice(registration, "1", course, origins), Ct);

    private static async Task<(LinkLaunches Lms, Registration Registration)> RegisterAsync(LearningTool tool, string client, string district = NewDistrict.DefaultId)
    {
        var asked = new NewPlatform
        {
            Issuer = LinkLaunches.Issuer,
            ClientId = client,
            AuthorizationEndpoint = LinkLaunches.Issuer + "/auth",
            TokenEndpoint = LinkLaunches.Issuer + "/token",
            JwksUri = LinkLaunches.Issuer + "/jwks",
            District = district == NewDistrict.DefaultId ? null : district,
            DeploymentIds = ["1"],
        };
        var added = (await tool.Get<PlatformSetup>().AddAsync(asked, update: false, Ct)).Value!;
        return (new LinkLaunches(tool, added.Id, district), added.ToRegistration());
    }

    private static async Task MoveAsync(LearningTool tool, LinkLaunches lms, string course, string link, ActivityDefinition first, decimal points)
        => Assert.True(await tool.Get<PlacementStore>().MoveAsync(lms.ClassOf(course), link, first, await lms.AddAsync(first with { Version = 2, Points = points }), Ct));

    private static async Task<(IReadOnlyDictionary<string, string> Custom, ActivityDefinition Activity)> MakeAsync(LinkLaunches lms, string id = "made")
    {
        var activity = await lms.AddAsync(ActivityCustom.Build(TemplateCatalog.Shipped.Find("science-lab")!, GradeBand.Grades68, id, 1));
        return (ActivityCustom.Write(activity).Where(value => !value.Value.StartsWith('$')).ToDictionary(), activity);
    }
}
