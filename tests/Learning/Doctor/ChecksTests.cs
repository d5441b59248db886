using Integration.Learning.Doctor;
using Integration.Learning.Doctor.Checks;
using Integration.Learning.Pages;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Tests.Learning.Doctor;

/// <summary>What is said of what is kept: launches, deployments and keys.</summary>
public sealed class ChecksTests : IAsyncLifetime
{
    private static readonly string[] Everything = ["lineitem", "result.readonly", "score", "contextmembership.readonly"];
    private static readonly PlatformRecord Platform = PlatformDoctorTests.Platform;
    private readonly LearningTool tool = LearningTool.Start();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    [Fact]
    public async Task Without_a_launch_nothing_is_known_yet()
        => Assert.Equal(["CHK1304 Unknown 7", "CHK1703 Unknown"], await LookAsync(CheckSubject.Of(Platform, null)));

    [Fact]
    public async Task Sound_launches_are_told_by_their_rung()
    {
        Note(Line(1) with { Unresolved = ["$Canvas.masqueradingUser.id", "$Canvas.term.name"] });
        Note(Line(2) with { Rung = "platform storage" });

        Assert.Equal(["CHK1301 Ok 1 1 0", "CHK1401 Ok 2", "CHK1111 Ok 1", $"CHK1511 Ok {string.Join(", ", Everything)}", "CHK1701 Ok"], await LookAsync(CheckSubject.Of(Platform, null)));
    }

    [Fact]
    public async Task Launches_that_find_no_way_refusals_and_what_was_not_offered_are_worth_a_look()
    {
        Note(Line(300) with { Outcome = LaunchOutcome.AskedStorage, Rung = null });
        Note(Line(1) with { SecondsOld = -30, Services = ["score"], Unresolved = ["$ResourceLink.id.history", "$CourseSection.sourcedId"] });
        Note(Line(1) with { Outcome = LaunchOutcome.NewWindow, Rung = null });
        Note(Line(0) with { Outcome = LaunchOutcome.AskedStorage, Rung = null });
        Note(Line(0) with { Outcome = LaunchOutcome.Refused, Code = "LTI2007", Reference = "K7MPQ2RS" });

        Assert.Equal(
            [
                "CHK1302 Warning 2 3", "CHK1402 Warning 1 5 LTI2007 K7MPQ2RS", "CHK1112 Warning 30",
                "CHK1512 Warning lineitem, result.readonly, contextmembership.readonly", "CHK1702 Warning $CourseSection.sourcedId, $ResourceLink.id.history",
            ],
            await LookAsync(CheckSubject.Of(Platform, null)));
    }

    [Theory]
    [InlineData(-3, "CHK1114 Ok 3", "3 seconds ahead")]
    [InlineData(-1, "CHK1114 Ok 1", "1 second ahead")]
    [InlineData(0, "CHK1111 Ok 0", "0 seconds after")]
    [InlineData(-11, "CHK1112 Warning 11", "11 seconds in the future")]
    public async Task A_clock_that_is_ahead_is_said_in_words_and_never_with_a_minus_sign(int secondsOld, string finding, string says)
    {
        Note(Line(1) with { SecondsOld = secondsOld });

        var checks = tool.Services.GetServices<ICheck>().OfType<LaunchesCheck>().Single();
        var found = (await checks.LookAsync(CheckSubject.Of(Platform, null), Ct)).Single(found => found.Area is CheckArea.Clock);

        Assert.Equal(finding, Short(found));
        Assert.Contains(says, DoctorReport.Sentence(found, new Words("en", TimeZoneInfo.Utc)), StringComparison.Ordinal);
        Assert.DoesNotContain("-", string.Concat(new[] { "en", "es" }.Select(language => DoctorReport.Sentence(found, new Words(language, TimeZoneInfo.Utc)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_behind_shows_in_the_quickest_launch()
    {
        Note(Line(1) with { SecondsOld = 95 });
        Note(Line(1) with { SecondsOld = 70 });

        Assert.Contains("CHK1113 Warning 70", await LookAsync(CheckSubject.Of(Platform, null)));
    }

    [Fact]
    public async Task An_administrator_is_told_nothing_of_another_schools_deployment()
    {
        Note(Line(1) with { DeploymentId = "d-2", Unresolved = ["$Context.id.history"] });
        Note(Line(1) with { DeploymentId = "d-2", Outcome = LaunchOutcome.Refused, Code = "LTI2071" });

        Assert.Equal(["CHK1304 Unknown 7", "CHK1703 Unknown"], await LookAsync(CheckSubject.Of(Platform, "d-1") with { OnlyThisDeployment = true }));
        var shared = Platform with { Deployments = [.. Platform.Deployments, new DeploymentRecord("d-2", DeploymentStatus.Pending, null, default)] };
        Assert.Equal("CHK1205 Ok d-1", Assert.Single(await LookAsync<DeploymentCheck>(CheckSubject.Of(shared, "d-1") with { OnlyThisDeployment = true })));
    }

    [Fact]
    public async Task Deployments_say_who_waits_and_how_to_let_them_in()
    {
        var waiting = new DeploymentRecord("d-2", DeploymentStatus.Pending, null, default);

        Assert.Equal(
            ["CHK1201 Ok 1", "CHK1202 Warning 1 d-2 deployment approve --platform p7k2m4 --deployment"],
            await LookAsync<DeploymentCheck>(CheckSubject.Of(Platform with { Deployments = [.. Platform.Deployments, waiting] }, null)));
        Assert.Equal("CHK1203 Failed", Assert.Single(await LookAsync<DeploymentCheck>(CheckSubject.Of(Platform with { Deployments = [] }, null))));
        Assert.Equal(
            "CHK1203 Unknown",
            Assert.Single(await LookAsync<DeploymentCheck>(CheckSubject.Of(Platform with { Deployments = [], TakesFirstDeploymentUntil = tool.Clock.GetUtcNow() }, null))));
        Assert.Equal("CHK1204 Failed p7k2m4", Assert.Single(await LookAsync<DeploymentCheck>(CheckSubject.Of(Platform with { Status = PlatformStatus.Pending }, null))));
        Assert.Equal("CHK1206 Failed d-9", (await LookAsync<DeploymentCheck>(CheckSubject.Of(Platform, "d-9")))[0]);
    }

    [Fact]
    public async Task Without_a_deployment_no_token_is_asked_for_and_without_a_course_no_list()
    {
        Assert.Equal("CHK1504 Unknown", Assert.Single(await LookAsync<TokenCheck>(CheckSubject.Of(Platform with { Deployments = [] }, null))));
        Assert.Equal("CHK1603 Unknown", Assert.Single(await LookAsync<MembersCheck>(CheckSubject.Of(Platform, null))));
    }

    [Fact]
    public async Task Only_what_was_asked_for_at_registration_is_wanted()
    {
        const string Score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
        Note(Line(1) with { Services = ["score"] });

        Assert.Contains("CHK1511 Ok score", await LookAsync(CheckSubject.Of(Platform with { SelfRegistration = new SelfRegistration("4.5", "", [Score], null) }, null)));
    }

    [Fact]
    public async Task A_key_whose_successor_is_overdue_says_that_the_timer_stands_still()
    {
        var sound = Assert.Single(await LookAsync<ToolKeyCheck>(CheckSubject.Of(Platform, null)));
        var kid = Assert.Single((await tool.Get<ToolKeySetup>().ListAsync(Ct)).Value!.Keys).Kid;
        Assert.Equal($"CHK1801 Ok {kid} 2026-09-14", sound);

        tool.Clock.Advance(TimeSpan.FromDays(90));

        Assert.Equal($"CHK1802 Warning {kid} 2026-09-14", Assert.Single(await LookAsync<ToolKeyCheck>(CheckSubject.Of(Platform, null))));
    }

    private LaunchLine Line(int secondsAgo) => new()
    {
        At = tool.Clock.GetUtcNow().AddSeconds(-secondsAgo),
        Reference = $"R{Guid.NewGuid():N}"[..8],
        Outcome = LaunchOutcome.Admitted,
        Rung = "cookie",
        DeploymentId = "d-1",
        Services = Everything,
        SecondsOld = 1,
    };

    private void Note(LaunchLine line) => tool.Get<ILaunchLog>().Note(new RegistrationId(Platform.Id), line);

    private Task<IReadOnlyList<string>> LookAsync(CheckSubject subject) => LookAsync<LaunchesCheck>(subject);

    private async Task<IReadOnlyList<string>> LookAsync<T>(CheckSubject subject)
        where T : ICheck
    {
        var found = await tool.Services.GetServices<ICheck>().OfType<T>().Single().LookAsync(subject, Ct);
        return [.. found.Select(Short)];
    }

    private static string Short(Finding finding) => string.Join(' ', [finding.Code, finding.State.ToString(), .. finding.Facts]);
}
