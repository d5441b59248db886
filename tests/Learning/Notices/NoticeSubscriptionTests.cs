using Integration.Learning.Documents;
using Integration.Learning.Jobs;
using Integration.Learning.Notices;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;
using Integration.Lti.Services;
using Integration.Tables;
using Integration.Tests.Learning.Activities;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Notices;

/// <summary>Asking an LMS for its notices: put down once by a launch, tried by the job, at growing distances while the LMS says no.</summary>
public sealed class NoticeSubscriptionTests(Azurite azurite)
{
    // Nobody listens there, and it is one of the registration's own hosts.
    private const string Nowhere = "https://localhost:1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deployment_is_put_down_once_and_tried_again_later_and_later(bool inAzure)
    {
        await using var tool = inAzure ? LearningTool.StartOn(await azurite.ConnectionStringAsync()) : LearningTool.Start();
        var launch = await LaunchAsync(tool, Nowhere + "/notices");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => tool.Get<NoticeSubscriptions>().OfferAsync(launch, Ct)));
        var before = tool.Store.Reads;
        await tool.Get<NoticeSubscriptions>().OfferAsync(launch, Ct);
        Assert.Equal(before, tool.Store.Reads);

        var waits = new List<TimeSpan>();
        for (var failures = 1; failures <= 13; failures++)
        {
            await TickAsync(tool);
            await TickAsync(tool);
            var waiting = Assert.Single(await RowsAsync(tool)).Value;
            Assert.Equal((failures, "LTI3504"), (waiting.Failures, waiting.LastCode));
            Assert.Null(waiting.SubscribedAt);
            waits.Add(waiting.NextTry - tool.Clock.GetUtcNow());
            tool.Clock.Advance(waits[^1]);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440], waits.Select(wait => (int)wait.TotalMinutes));
    }

    [Fact]
    public async Task No_token_goes_to_a_host_that_is_not_the_registrations_own()
    {
        await using var tool = LearningTool.Start();
        await tool.Get<NoticeSubscriptions>().OfferAsync(await LaunchAsync(tool, "https://elsewhere.example.org/notices"), Ct);

        await TickAsync(tool);

        Assert.Equal("LTI3010", Assert.Single(await RowsAsync(tool)).Value.LastCode);
    }

    [Fact]
    public async Task An_LMS_without_these_notices_is_not_asked_and_one_that_was_removed_is_forgotten()
    {
        await using var tool = LearningTool.Start();
        var launch = await LaunchAsync(tool, Nowhere + "/notices");
        await tool.Get<NoticeSubscriptions>().OfferAsync(launch with { Notices = null }, Ct);
        await tool.Get<NoticeSubscriptions>().OfferAsync(launch with { Notices = launch.Notices! with { Types = ["LtiHelloWorldNotice"] } }, Ct);
        Assert.Empty(await RowsAsync(tool));

        await tool.Get<NoticeSubscriptions>().OfferAsync(launch, Ct);
        await tool.Get<PlatformSetup>().RemoveAsync(launch.Registration.Id.Value, Ct);
        await TickAsync(tool);

        Assert.Empty(await RowsAsync(tool));
    }

    private static async Task<LtiLaunch> LaunchAsync(LearningTool tool, string service)
    {
        var asked = new NewPlatform
        {
            Issuer = LinkLaunches.Issuer,
            ClientId = "client-1",
            AuthorizationEndpoint = Nowhere + "/auth",
            TokenEndpoint = Nowhere + "/token",
            JwksUri = Nowhere + "/jwks",
            DeploymentIds = ["1"],
        };
        var added = await tool.Get<PlatformSetup>().AddAsync(asked, update: false, Ct);
        return new LinkLaunches(tool, added.Value!.Id).Launch("fall-25", "link-1", new()) with
        {
            Notices = new NoticeService(new Uri(service), ["LtiHelloWorldNotice", "LtiContextCopyNotice"]),
        };
    }

    private static Task TickAsync(LearningTool tool)
        => tool.Services.GetServices<IJob>().Single(job => job.Name == "subscribe-to-notices").RunAsync(tool.Clock.GetUtcNow().AddMinutes(1), Ct);

    private static async Task<List<Stored<NoticeSubscription>>> RowsAsync(LearningTool tool)
        => await tool.Get<IDocumentStore>().ReadAllAsync(NoticeDocuments.Subscription, NoticeDocuments.Partition, KeyRange.All, Ct).ToListAsync(Ct);
}
