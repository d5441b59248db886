using Integration.Learning.Districts;

namespace Integration.Tests.Learning.Districts;

public sealed class DistrictStoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_district_is_never_overwritten()
    {
        await using var tool = LearningTool.Start();
        var districts = tool.Get<DistrictStore>();
        var first = (await districts.AddAsync(new NewDistrict("blue-heron", "Blue Heron", "America/Denver", "es"), Ct)).Value!;

        Assert.Equal("SET1005", (await districts.AddAsync(new NewDistrict("blue-heron", "Other"), Ct)).Refusal?.Code);
        Assert.Equal(first, await districts.FindAsync(DistrictId.Parse("blue-heron"), Ct));
    }

    [Theory]
    [InlineData("Blue Heron", "Name", "UTC", "en", "SET1001")]
    [InlineData("blue", "Bad\nname", "UTC", "en", "SET1002")]
    [InlineData("blue", "Name", "Mars/Olympus", "en", "SET1003")]
    [InlineData("blue", "Name", "UTC", "fr", "SET1004")]
    public async Task Wrong_input_is_refused_with_its_code(string id, string name, string zone, string language, string code)
    {
        await using var tool = LearningTool.Start();

        Assert.Equal(code, (await tool.Get<DistrictStore>().AddAsync(new NewDistrict(id, name, zone, language), Ct)).Refusal?.Code);
        Assert.Empty(await tool.Get<DistrictStore>().ListAsync(Ct));
    }

    [Fact]
    public async Task With_none_there_two_processes_make_one_default()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();

        var made = await Task.WhenAll(one.Get<DistrictStore>().ResolveAsync(null, Ct), two.Get<DistrictStore>().ResolveAsync(null, Ct));

        Assert.Equal(made[0].Value, made[1].Value);
        Assert.Equal(["default"], (await one.Get<DistrictStore>().ListAsync(Ct)).Select(district => district.Id));
    }

    [Fact]
    public async Task With_several_there_one_must_be_named_and_the_refusal_lists_them()
    {
        await using var tool = LearningTool.Start();
        var districts = tool.Get<DistrictStore>();
        await districts.AddAsync(new NewDistrict("a"), Ct);
        await districts.AddAsync(new NewDistrict("b"), Ct);

        var refusal = (await districts.ResolveAsync(null, Ct)).Refusal;

        Assert.Equal("SET1007", refusal?.Code);
        Assert.Contains("a, b", refusal!.Sentence, StringComparison.Ordinal);
        Assert.Equal("SET1006", (await districts.ResolveAsync("c", Ct)).Refusal?.Code);
        Assert.Equal("b", (await districts.ResolveAsync("b", Ct)).Value?.Id);
    }

    [Fact]
    public async Task A_learner_keeps_her_id_in_every_process_and_has_another_in_another_district()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();
        await one.Get<DistrictStore>().AddAsync(new NewDistrict("a"), Ct);
        await one.Get<DistrictStore>().AddAsync(new NewDistrict("b"), Ct);
        var (a, b) = (DistrictId.Parse("a"), DistrictId.Parse("b"));

        var learner = await one.Get<DistrictStore>().LearnerIdAsync(a, "https://lms.example.org", "7", Ct);

        Assert.Equal(learner, await two.Get<DistrictStore>().LearnerIdAsync(a, "https://lms.example.org", "7", Ct));
        Assert.NotEqual(learner, await two.Get<DistrictStore>().LearnerIdAsync(b, "https://lms.example.org", "7", Ct));
        Assert.NotEqual(learner, await two.Get<DistrictStore>().LearnerIdAsync(a, "https://lms.example.org", "8", Ct));
    }
}
