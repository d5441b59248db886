using System.Text;
using Integration.Learning.Platforms;
using Integration.Lti.Keys;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Tests.Learning.Platforms;

/// <summary>The tool's key changes while two processes sign and an LMS looks at an old copy of the key set: nothing that was signed properly ever fails.</summary>
public sealed class KeyRotationTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_a_change_by_the_timer_every_signature_holds_for_an_LMS_that_caches_the_key_set_for_its_max_age()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();
        var first = await KidAsync(one);
        one.Clock.Advance(KeySchedule.Period - KeySchedule.Ahead - TimeSpan.FromHours(1));
        var lms = new CachingLms(one.Clock);

        var kids = await LiveAsync(one, two, lms, step: TimeSpan.FromMinutes(13), until: one.Clock.GetUtcNow() + TimeSpan.FromDays(6), each: () => one.Get<ToolKeySetup>().RunAsync(default, Ct));

        Assert.Equal(2, kids.Count);
        Assert.Equal(first, kids[0]);
        Assert.Equal([kids[1]], await PublishedAsync(one));
        Assert.Equal([kids[1]], (await one.Get<ToolKeySetup>().ListAsync(Ct)).Value!.Keys.Select(key => key.Kid));
    }

    [Fact]
    public async Task Over_a_change_in_a_hurry_every_signature_holds_too()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();
        var first = await KidAsync(one);
        var lms = new CachingLms(one.Clock);
        await lms.VerifyAsync(one, two, Ct);

        var rotated = (await two.Get<ToolKeySetup>().RotateAsync(hurry: true, Ct)).Value!.Keys;
        var kids = await LiveAsync(one, two, lms, step: TimeSpan.FromMinutes(3), until: one.Clock.GetUtcNow() + TimeSpan.FromHours(4), each: () => Task.CompletedTask);

        Assert.Equal(["signs", "next"], rotated.Select(key => key.State));
        Assert.Equal([first, rotated[1].Kid], kids);
        Assert.Equal(kids, await PublishedAsync(two));
    }

    [Fact]
    public async Task A_waiting_key_is_not_doubled_and_can_be_brought_forward()
    {
        await using var tool = LearningTool.Start();
        await KidAsync(tool);
        var setup = tool.Get<ToolKeySetup>();
        var calm = (await setup.RotateAsync(hurry: false, Ct)).Value!.Keys;

        var refused = await setup.RotateAsync(hurry: false, Ct);
        tool.Clock.Advance(TimeSpan.FromHours(1));
        var hurried = (await setup.RotateAsync(hurry: true, Ct)).Value!.Keys;

        Assert.Equal("SET8001", refused.Refusal?.Code);
        Assert.Equal(calm.Select(key => key.Kid), hurried.Select(key => key.Kid));
        Assert.Equal(tool.Clock.GetUtcNow() + TimeSpan.FromHours(1), hurried[1].SignsFrom);
        Assert.Equal("SET8001", (await setup.RotateAsync(hurry: true, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Two_processes_whose_timers_come_at_once_make_one_key()
    {
        await using var one = LearningTool.Start();
        await using var two = one.Another();
        await KidAsync(one);
        one.Clock.Advance(KeySchedule.Period);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => (n % 2 == 0 ? one : two).Get<ToolKeySetup>().RunAsync(default, Ct))));

        Assert.Equal(["signs", "next"], (await one.Get<ToolKeySetup>().ListAsync(Ct)).Value!.Keys.Select(key => key.State));
    }

    // Both processes sign and the LMS verifies, step by step; returns the kids in the order in which they signed.
    private static async Task<List<string>> LiveAsync(LearningTool one, LearningTool two, CachingLms lms, TimeSpan step, DateTimeOffset until, Func<Task> each)
    {
        var kids = new List<string>();
        while (one.Clock.GetUtcNow() < until)
        {
            await each();
            foreach (var kid in await lms.VerifyAsync(one, two, Ct))
            {
                if (!kids.Contains(kid))
                {
                    kids.Add(kid);
                }
            }

            one.Clock.Advance(step);
        }

        return kids;
    }

    private static async Task<string> KidAsync(LearningTool tool) => (await tool.Get<IToolKeys>().GetSigningCredentialsAsync(Ct)).Key.KeyId;

    private static async Task<IEnumerable<string>> PublishedAsync(LearningTool tool) => (await tool.Get<IToolKeys>().GetPublicKeysAsync(Ct)).Select(key => key.Kid);

    /// <summary>Keeps a key set as long as the tool allows, and asks now one process, now the other.</summary>
    private sealed class CachingLms(FakeTimeProvider clock)
    {
        private readonly byte[] text = Encoding.UTF8.GetBytes("an assertion");
        private IReadOnlyList<JsonWebKey> held = [];
        private DateTimeOffset fetched;
        private int asked;

        public async Task<IReadOnlyList<string>> VerifyAsync(LearningTool one, LearningTool two, CancellationToken ct)
        {
            if (held.Count == 0 || clock.GetUtcNow() - fetched >= MaxAge)
            {
                held = await (asked++ % 2 == 0 ? one : two).Get<IToolKeys>().GetPublicKeysAsync(ct);
                fetched = clock.GetUtcNow();
            }

            var kids = new List<string>();
            foreach (var tool in new[] { one, two })
            {
                var signing = await tool.Get<IToolKeys>().GetSigningCredentialsAsync(ct);
                var signature = CryptoProviderFactory.Default.CreateForSigning(signing.Key, SecurityAlgorithms.RsaSha256).Sign(text);
                var key = held.SingleOrDefault(key => key.Kid == signing.Key.KeyId);
                Assert.True(key is not null, $"{clock.GetUtcNow():u}: the LMS does not hold the key that signs.");
                Assert.True(CryptoProviderFactory.Default.CreateForVerifying(key, SecurityAlgorithms.RsaSha256).Verify(text, signature));
                kids.Add(key.Kid);
            }

            return kids;
        }
    }
}
