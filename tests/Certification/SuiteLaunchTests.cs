using Integration.Lti.Launch;

namespace Integration.Tests.Certification;

/// <summary>Every launch that the 1EdTech certification suite sends a tool (<c>vectors/suite-bad.json</c> and <c>suite-valid.json</c>), over real HTTP.</summary>
public sealed class SuiteLaunchTests(ToolUnderTest tool) : IClassFixture<ToolUnderTest>
{
    private static readonly Dictionary<string, LaunchVector> Bad = LaunchVector.Read("suite-bad.json");
    private static readonly Dictionary<string, LaunchVector> Valid = LaunchVector.Read("suite-valid.json");

    public static TheoryData<string> BadIds => [.. Bad.Keys];

    public static TheoryData<string> ValidIds => [.. Valid.Keys];

    [Theory]
    [MemberData(nameof(BadIds))]
    public async Task A_known_bad_launch_is_refused_with_its_code_and_opens_no_session(string id)
    {
        tool.Forget();
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.Suite);

        var answer = await browser.LaunchAsync(Baseline.Sign(Bad[id], browser, tool.Suite));

        Assert.Equal($"{Bad[id].Code} {Bad[id].Status}", $"{answer.Text} {answer.Status}");
        Assert.Empty(tool.Admitted);
        Assert.Equal(0, tool.NoncesKept);
    }

    [Theory]
    [MemberData(nameof(ValidIds))]
    public async Task A_valid_launch_is_admitted_with_the_right_that_its_roles_give(string id)
    {
        tool.Forget();
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.Suite);

        var answer = await browser.LaunchAsync(Baseline.Sign(Valid[id], browser, tool.Suite));

        Assert.Equal("admitted 200", $"{answer.Text} {answer.Status}");
        var launch = Assert.Single(tool.Admitted);
        Assert.Equal(Valid[id].Role, launch.Roles.Course.ToString());
        Assert.Equal(Valid[id].Named, launch.Name != new PersonName(null, null, null));
        Assert.Equal(Valid[id].InCourse, launch.Context is not null);
        Assert.Equal("en-US", launch.Locale);
        Assert.Equal("123", launch.Custom["mycustomvalue"]);
    }
}
