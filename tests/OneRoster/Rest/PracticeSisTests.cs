using System.Text.Json;
using Integration.OneRoster;
using Integration.OneRoster.Http;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;
using Integration.Sandbox.Sis.Districts;
using Integration.Tests.Sandbox.Sis;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>A whole invented district, read from the practice SIS as a real one would be.</summary>
public sealed class PracticeSisTests : IAsyncLifetime
{
    private static readonly RosterCollection[] Collections = Enum.GetValues<RosterCollection>();
    private SisServer _server = null!;
    private ServiceProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SisServer.StartAsync(rows: 3000);
        _provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_server.Clock)
            .AddSingleton(new SisLimits { RetryDelay = TimeSpan.Zero })
            .AddOneRoster(new OneRosterOptions { AllowPrivateAddresses = true })
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _server.DisposeAsync();
    }

    private OneRosterConnection Now => new()
    {
        BaseAddress = _server.Sis.Rostering12.AbsoluteUri,
        Version = "1.2",
        Auth = new OAuth2Credentials
        {
            TokenAddress = _server.Sis.Token.AbsoluteUri,
            ClientId = _server.Sis.ClientId,
            ClientSecret = _server.Sis.ClientSecret,
            Scopes = [SisServer.Scope("roster-core.readonly")],
        },
        PageSize = 250,
    };

    private OneRosterConnection Before => new()
    {
        BaseAddress = _server.Sis.Rostering11.AbsoluteUri,
        Version = "1.1",
        Auth = new OAuth1Credentials { ConsumerKey = _server.Sis.ClientId, ConsumerSecret = _server.Sis.ClientSecret },
        PageSize = 400,
    };

    [Fact]
    public async Task A_district_is_read_whole_over_either_version_and_is_the_same_district()
    {
        var before = await ReadAsync(Before, null);
        var now = await ReadAsync(Now, null);

        foreach (var collection in Collections)
        {
            var held = _server.Sis.District.Live((SisCollection)(int)collection).Select(record => record.SourcedId).ToList();
            Assert.NotEmpty(held);
            Assert.Equal(held, now[collection].Select(record => record.SourcedId.Value));
            Assert.Equal(held, before[collection].Select(record => record.SourcedId.Value));
        }

        foreach (var collection in Collections.Except([RosterCollection.Users]))
        {
            Assert.Equal(Written(before[collection]), Written(now[collection]));
        }

        Assert.Equal(before[RosterCollection.Users].Select(Common), now[RosterCollection.Users].Select(Common));
    }

    [Fact]
    public async Task The_next_day_only_the_changes_come_tombstones_included()
    {
        var offer = (await _provider.GetRequiredService<RestRosters>().Open(Now).Value!.OpenAsync(null, TestContext.Current.CancellationToken)).Value!;
        var since = _server.Clock.GetUtcNow();
        _server.Clock.Advance(TimeSpan.FromHours(14));
        _server.Sis.NextDay();

        var changes = await ReadAsync(Now, since);
        var signed = await ReadAsync(Before, since);

        Assert.All(offer.Modes.Values, mode => Assert.Equal(ReadMode.Complete, mode));
        foreach (var collection in Collections)
        {
            var held = _server.Sis.District.Changed((SisCollection)(int)collection, since).Select(record => (record.SourcedId, record.Ended)).Order();
            Assert.Equal(held, changes[collection].Select(record => (record.SourcedId.Value, record.ToBeDeleted)).Order());
            Assert.Equal(held, signed[collection].Select(record => (record.SourcedId.Value, record.ToBeDeleted)).Order());
        }

        Assert.Contains(changes[RosterCollection.Enrollments], record => record.ToBeDeleted);
        Assert.InRange(changes[RosterCollection.Enrollments].Count, 1, 300);
    }

    [Fact]
    public async Task A_token_that_is_refused_early_again_and_again_costs_calls_and_no_records()
    {
        _server.Sis.Weather = _server.Sis.Weather with { TokenCalls = 2 };

        var read = await ReadAsync(Now, null);

        Assert.Equal(_server.Sis.District.Count(SisCollection.Enrollments), read[RosterCollection.Enrollments].Select(record => record.SourcedId).Distinct().Count());
    }

    private async Task<Dictionary<RosterCollection, List<RosterRecord>>> ReadAsync(OneRosterConnection connection, DateTimeOffset? since)
    {
        var reader = _provider.GetRequiredService<RestRosters>().Open(connection).Value!;
        var read = new Dictionary<RosterCollection, List<RosterRecord>>();
        foreach (var collection in Collections)
        {
            var pages = await SisWorld.ReadAsync(reader, collection, since);
            Assert.Null(pages.Fault);
            Assert.Empty(pages.Warnings);
            read[collection] = [.. pages.Records];
        }

        return read;
    }

    // 1.1 has no preferred names, master ids or secondary roles, makes up a username where there is none, and calls everybody who leads an administrator.
    private static object Common(RosterRecord record) => record is User user
        ? (user.GivenName, user.FamilyName, user.Identifier, user.Email, user.EnabledUser, user.Roles[0].Org, user.Roles[0].Primary, user.Roles[0].Role is "student" or "teacher")
        : throw new ArgumentOutOfRangeException(nameof(record));

    private static IEnumerable<string> Written(IEnumerable<RosterRecord> records) => records.Select(record => JsonSerializer.Serialize(record, record.GetType()));
}
