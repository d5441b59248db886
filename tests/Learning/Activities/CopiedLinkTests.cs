using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Districts;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Activities;

/// <summary>What the first launch of a link begins with that the LMS made by copying another.</summary>
public sealed class CopiedLinkTests(Azurite azurite)
{
    private static readonly DateTimeOffset LastYear = new(2025, 10, 1, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Settings_come_from_the_nearest_course_before_it_once_however_many_open_it_at_one_bell(bool inAzure)
    {
        await using var tool = inAzure ? LearningTool.StartOn(await azurite.ConnectionStringAsync()) : LearningTool.Start();
        var lms = new LinkLaunches(tool);
        var (custom, first) = await MakeAsync(lms, due: LastYear);
        await lms.OpenAsync("fall-24", "link-24", custom);
        var edited = await lms.AddAsync(first with { Version = 2, Points = 8 });
        await tool.Get<PlacementStore>().MoveAsync(lms.ClassOf("fall-24"), "link-24", first, edited, Ct);
        await lms.OpenAsync("fall-25", "link-25", custom, "link-24", "fall-24");
        var mine = await lms.AddAsync(edited with { Version = 9, Points = 9, Due = LastYear });
        await tool.Get<PlacementStore>().MoveAsync(lms.ClassOf("fall-25"), "link-25", await lms.ActivityOf(await lms.OpenAsync("fall-25", "link-25", custom)), mine, Ct);

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lms.OpenAsync("fall-26", "link-26", custom, "link-25,link-24", "fall-25,fall-24")));

        var placement = Assert.Single(opened.Distinct());
        var activity = await lms.ActivityOf(placement);
        Assert.Equal((first.Id, 9m, "LL.3"), (activity.Id, activity.Points, activity.Elements[0]));
        Assert.Equal(ActivityDates.None, activity.Dates);
        Assert.Equal("Course fall-25", placement.CopiedFrom?.Course);
        Assert.Single(await lms.RowsAsync("fall-26"));
        Assert.Equal(placement, await lms.OpenAsync("fall-26", "link-26", custom, "link-25,link-24", "fall-25,fall-24"));
        Assert.Equal(LastYear, (await lms.ActivityOf(await lms.OpenAsync("fall-25", "link-25", custom))).Due);
    }

    [Fact]
    public async Task Where_an_LMS_tells_no_history_of_links_the_activity_they_carry_does()
    {
        await using var tool = LearningTool.Start();
        var lms = new LinkLaunches(tool);
        var (custom, first) = await MakeAsync(lms, due: LastYear);
        await lms.OpenAsync("fall-25", "link-25", custom);
        var edited = await lms.AddAsync(first with { Version = 2, Points = 8 });
        await tool.Get<PlacementStore>().MoveAsync(lms.ClassOf("fall-25"), "link-25", first, edited, Ct);
        var (fresh, _) = await MakeAsync(lms, due: LastYear, id: "new-one");

        var copied = await lms.OpenAsync("fall-26", "link-26", custom, courses: "fall-25");
        var picked = await lms.OpenAsync("fall-26", "link-27", fresh, courses: "fall-25");

        Assert.Equal((8m, "Course fall-25"), ((await lms.ActivityOf(copied)).Points, copied.CopiedFrom?.Course));
        Assert.Null(picked.CopiedFrom);
        Assert.Equal(LastYear, (await lms.ActivityOf(picked)).Due);
    }

    [Fact]
    public async Task A_link_copied_within_its_course_begins_as_the_other_stands_now()
    {
        await using var tool = LearningTool.Start();
        var lms = new LinkLaunches(tool);
        var (custom, first) = await MakeAsync(lms);
        await lms.OpenAsync("fall-26", "link-1", custom);
        await tool.Get<PlacementStore>().MoveAsync(lms.ClassOf("fall-26"), "link-1", first, await lms.AddAsync(first with { Version = 2, Points = 8 }), Ct);

        var copied = await lms.OpenAsync("fall-26", "link-2", custom, "link-1");

        Assert.Equal(8m, (await lms.ActivityOf(copied)).Points);
    }

    [Fact]
    public async Task A_bare_link_that_a_teacher_chose_for_is_copied_without_any_value_of_ours()
    {
        await using var tool = LearningTool.Start();
        var lms = new LinkLaunches(tool);
        var nothing = new Dictionary<string, string>();
        await lms.OpenAsync("fall-25", "bare", nothing);
        var (_, activity) = await MakeAsync(lms);
        await tool.Get<PlacementStore>().ChooseAsync(lms.ClassOf("fall-25"), "bare", activity, Ct);

        var copied = await lms.OpenAsync("fall-26", "bare-2", nothing, "bare", "fall-25");
        var original = await lms.OpenAsync("fall-26", "another", nothing, courses: "fall-25");

        Assert.Equal(activity.Id, copied.ActivityId);
        Assert.Null(original.ActivityId);
    }

    [Fact]
    public async Task Nothing_is_taken_from_another_district_or_another_registration()
    {
        await using var tool = LearningTool.Start();
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron"), Ct);
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict(NewDistrict.DefaultId), Ct);
        var theirs = new LinkLaunches(tool, district: "blue-heron");
        var (custom, first) = await MakeAsync(theirs);
        await theirs.OpenAsync("fall-25", "link-25", custom);
        await tool.Get<PlacementStore>().MoveAsync(theirs.ClassOf("fall-25"), "link-25", first, await theirs.AddAsync(first with { Version = 2, Points = 8 }), Ct);

        var elsewhere = new LinkLaunches(tool);
        var ours = await elsewhere.OpenAsync("fall-26", "link-26", custom, "link-25", "fall-25");
        var neighbour = new LinkLaunches(tool, registration: "reg-2", district: "blue-heron");
        var other = await neighbour.OpenAsync("fall-26", "link-26", custom, "link-25", "fall-25");

        Assert.Equal((first.Points, (string?)null), ((await elsewhere.ActivityOf(ours)).Points, ours.CopiedFrom?.Course));
        Assert.Equal((1, (string?)null), (other.ActivityVersion, other.CopiedFrom?.Course));
    }

    [Theory]
    [InlineData("a%2Cb, c ,,a%2Cb", "a,b|c")]
    [InlineData("$ResourceLink.id.history", "")]
    [InlineData("1,2,3,4,5,6,7,8,9,10", "1|2|3|4|5|6|7|8")]
    public void A_history_is_read_nearest_first_and_no_further_than_anybody_needs(string said, string read)
        => Assert.Equal(read, string.Join('|', CopyHistory.Read(new Dictionary<string, string> { ["link_history"] = said }).Links));

    [Fact]
    public void Every_link_that_is_picked_asks_for_both_histories()
        => Assert.All(CopyHistory.Asked, value => Assert.Equal(value.Value, ActivityCustom.Write(Made("x"))[value.Key]));

    private static ActivityDefinition Made(string id) => ActivityCustom.Build(TemplateCatalog.Shipped.Find("science-lab")!, GradeBand.Grades68, id, 1) with { Elements = ["LL.3", "LD.2"] };

    private static async Task<(IReadOnlyDictionary<string, string> Custom, ActivityDefinition Activity)> MakeAsync(LinkLaunches lms, DateTimeOffset? due = null, string id = "made")
    {
        var activity = await lms.AddAsync(Made(id) with { Due = due });
        return (ActivityCustom.Write(activity).Where(value => !value.Value.StartsWith('$')).ToDictionary(), activity);
    }
}
