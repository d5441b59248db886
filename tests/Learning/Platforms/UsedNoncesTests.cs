using Integration.Learning.Jobs;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Tests.Learning.Platforms;

public sealed class UsedNoncesTests
{
    private static readonly RegistrationId Platform = new("p1");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_64_callers_in_two_processes_one_uses_a_nonce()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();
        var until = one.Clock.GetUtcNow().AddMinutes(10);

        var wins = await Task.WhenAll(Enumerable.Range(0, 64).Select(n =>
            (n % 2 == 0 ? one : two).Get<IUsedNonces>().TryUseAsync(Platform, "nonce", until, Ct)));

        Assert.Single(wins, won => won);
        Assert.True(await one.Get<IUsedNonces>().TryUseAsync(new RegistrationId("p2"), "nonce", until, Ct));
    }

    [Fact]
    public async Task The_purge_removes_past_hours_only()
    {
        await using var tool = LearningTool.Start();
        var nonces = tool.Get<IUsedNonces>();
        var early = tool.Clock.GetUtcNow().AddMinutes(10);
        for (var n = 0; n < 230; n++)
        {
            await nonces.TryUseAsync(Platform, $"early-{n}", early, Ct);
        }

        tool.Clock.Advance(TimeSpan.FromHours(3));
        var late = tool.Clock.GetUtcNow().AddMinutes(10);
        await nonces.TryUseAsync(Platform, "late", late, Ct);
        var report = await tool.Get<IJobs>().TickAsync(tool.Clock.GetUtcNow().AddSeconds(50), Ct);

        Assert.Equal(0, report.Failed);
        Assert.Empty((await tool.Store.ReadAsync(PlatformKeys.Nonces(Platform, early), KeyRange.All, 10, null, Ct)).Documents);
        Assert.Single((await tool.Store.ReadAsync(PlatformKeys.NonceBuckets, KeyRange.All, 10, null, Ct)).Documents);
        Assert.False(await nonces.TryUseAsync(Platform, "late", late, Ct));
    }
}
