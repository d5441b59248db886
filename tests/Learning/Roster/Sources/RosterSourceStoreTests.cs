using System.Text;
using Integration.Learning;
using Integration.Learning.Districts;
using Integration.Learning.Roster.Sources;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Security;
using Integration.Tables;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Roster.Sources;

/// <summary>Where rosters come from, as an admin sets it up. The same on both stores.</summary>
public abstract class RosterSourceContract : IAsyncLifetime
{
    private const string Secret = "not-for-eyes-7Qx";

    private static readonly DistrictId District = DistrictId.Parse("blue-heron");

    private static readonly NewRosterSource Sis = new()
    {
        Id = "sis",
        Name = " District SIS ",
        Preset = "generic-1.2",
        Address = "https://sis.example.org/ims/oneroster/rostering/v1p2",
        TokenAddress = "https://sis.example.org/oauth/token?app=reflect",
        Key = "reflect",
        Secret = Secret,
    };

    private static readonly NewRosterSource Campus = new() { Id = "campus", Preset = "infinite-campus-1.2", Key = "reflect", Secret = Secret };

    private LearningTool tool = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RosterSourceStore Sources => tool.Get<RosterSourceStore>();

    internal abstract Task<LearningTool> StartAsync();

    public async ValueTask InitializeAsync()
    {
        tool = await StartAsync();
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron", TimeZone: "America/Denver"), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (tool is not null)
        {
            await tool.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_source_is_added_listed_changed_paused_and_removed()
    {
        Assert.False(await Sources.AnyAsync(District, Ct));
        var added = Value(await Sources.AddAsync(District, Sis, update: false, Ct));
        Assert.Equal(("District SIS", "generic-1.2", "reflect"), (added.Name, added.Rest!.Preset, added.Rest.Values["key"]));
        Assert.Equal(RosterSourceRules.NightlyScheduleOf(added.Ref), added.Schedule);
        Assert.Equal((20, 5, 7), (added.HoldShare, added.HoldLeast, added.FullEveryDays));
        Assert.True(await Sources.AnyAsync(District, Ct));

        Assert.Equal("SET3015", Refusal(await Sources.AddAsync(District, Sis, update: false, Ct)));
        var changed = Value(await Sources.AddAsync(District, new NewRosterSource { Id = "sis", Schedule = "none", HoldShare = 10 }, update: true, Ct));
        Assert.Equal((null, 10, 5, "District SIS"), (changed.Schedule, changed.HoldShare, changed.HoldLeast, changed.Name));
        Assert.Equal(Secret, Sources.SecretOf(changed));
        Assert.True(Value(await Sources.PauseAsync(District, "sis", paused: true, Ct)).Paused);

        var package = Path.Combine(Path.GetTempPath(), "oneroster.zip");
        Assert.Equal(package, Value(await Sources.AddAsync(District, new NewRosterSource { Id = "file", Package = package }, update: false, Ct)).Package);
        Assert.Equal(["file", "sis"], (await Sources.ListAsync(District, Ct)).Select(source => source.Id));
        Assert.Equal("SET3014", Refusal(await Sources.ResolveAsync(District, null, Ct)));

        Value(await Sources.RemoveAsync(District, "sis", Ct));
        Assert.Equal("SET3018", Refusal(await Sources.FindAsync(District, "sis", Ct)));
        Assert.Equal("file", Value(await Sources.ResolveAsync(District, null, Ct)).Id);
        Value(await Sources.RemoveAsync(District, "file", Ct));
        Assert.Equal("SET3013", Refusal(await Sources.ResolveAsync(District, null, Ct)));
        Assert.False(await Sources.AnyAsync(District, Ct));
    }

    [Fact]
    public async Task A_secret_lies_sealed_and_opens_for_its_own_source_alone()
    {
        var added = Value(await Sources.AddAsync(District, Sis, update: false, Ct));
        var other = Value(await Sources.AddAsync(District, Sis with { Id = "other" }, update: false, Ct));

        await foreach (var row in tool.Store.ReadAllAsync(RosterSourceDocuments.Partition, KeyRange.All, Ct))
        {
            Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(row.Json.Span), StringComparison.Ordinal);
        }

        Assert.Equal(Secret, Sources.SecretOf(added));
        var swapped = added with { Rest = added.Rest! with { SealedSecret = other.Rest!.SealedSecret } };
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Sources.SecretOf(swapped));
    }

    [Fact]
    public async Task A_kept_secret_goes_to_no_other_host_than_the_one_it_was_given_for()
    {
        Value(await Sources.AddAsync(District, Sis, update: false, Ct));
        var campus = Campus with { Values = new Dictionary<string, string> { ["domain"] = "campus.example.org", ["appName"] = "blueheron" } };
        Value(await Sources.AddAsync(District, campus, update: false, Ct));
        var elsewhere = new[]
        {
            new NewRosterSource { Id = "sis", Address = "https://other.example.org/ims/oneroster/rostering/v1p2" },
            new NewRosterSource { Id = "sis", Address = "https://sis.example.org:8443/ims/oneroster/rostering/v1p2" },
            new NewRosterSource { Id = "sis", TokenAddress = "https://other.example.org/oauth/token" },
            new NewRosterSource { Id = "campus", Values = new Dictionary<string, string> { ["domain"] = "other.example.org" } },
        };

        foreach (var asked in elsewhere)
        {
            Assert.Equal("SET3032", Refusal(await Sources.AddAsync(District, asked, update: true, Ct)));
            Assert.Equal("given-again", Sources.SecretOf(Value(await Sources.AddAsync(District, asked with { Secret = "given-again" }, update: true, Ct))));
        }

        var moved = new NewRosterSource { Id = "sis", Address = "https://SIS.example.org:8443/v1p2", TokenAddress = "https://other.example.org/new" };
        Value(await Sources.AddAsync(District, moved, update: true, Ct));
    }

    [Fact]
    public async Task A_vendor_preset_fills_in_the_addresses_and_the_admin_may_still_name_others()
    {
        var values = new Dictionary<string, string> { ["domain"] = "campus.example.org", ["appName"] = "blueheron" };
        var plain = Connection(Value(await Sources.AddAsync(District, Campus with { Values = values }, update: false, Ct)));
        var other = Connection(Value(await Sources.AddAsync(
            District, new NewRosterSource { Id = "campus", Address = "https://campus.example.org/own/v1p2", Credentials = "query", Scopes = "" }, update: true, Ct)));

        Assert.Equal("https://campus.example.org/campus/api/ims/oneroster/rostering/v1p2", plain.BaseAddress);
        var auth = Assert.IsType<OAuth2Credentials>(plain.Auth);
        Assert.Equal(("https://campus.example.org/campus/oauth2/token?appName=blueheron", Secret), (auth.TokenAddress, auth.ClientSecret));
        Assert.Equal("https://campus.example.org/own/v1p2", other.BaseAddress);
        var changed = Assert.IsType<OAuth2Credentials>(other.Auth);
        Assert.Equal((CredentialPlacement.Query, 0, auth.TokenAddress, Secret), (changed.Placement, changed.Scopes.Count, changed.TokenAddress, changed.ClientSecret));
    }

    [Fact]
    public async Task A_count_of_records_that_is_wrong_is_ignored_until_the_admin_takes_that_back()
    {
        var values = new Dictionary<string, string> { ["domain"] = "sis.example.org", ["application"] = "aeries" };
        var aeries = new NewRosterSource { Id = "sis", Preset = "aeries", Key = "reflect", Secret = Secret, Values = values };
        var believed = Connection(Value(await Sources.AddAsync(District, aeries, update: false, Ct)));
        var ignored = Connection(Value(await Sources.AddAsync(District, new NewRosterSource { Id = "sis", IgnoreTotal = true }, update: true, Ct)));
        var kept = Connection(Value(await Sources.AddAsync(District, new NewRosterSource { Id = "sis", HoldShare = 10 }, update: true, Ct)));
        var again = Connection(Value(await Sources.AddAsync(District, new NewRosterSource { Id = "sis", IgnoreTotal = false }, update: true, Ct)));

        Assert.Equal([(false, true), (true, true), (true, true), (false, true)], new[] { believed, ignored, kept, again }.Select(one => (one.Quirks.NoTotal, one.Quirks.KeepsCookies)));
        Assert.Equal("SET3003", await RefusedAsync(new NewRosterSource { Id = "file", Package = "/srv/x.zip", IgnoreTotal = true }));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_what_to_do()
    {
        Assert.Equal("SET3001", await RefusedAsync(Sis with { Id = "My SIS" }));
        Assert.Equal("SET3002", await RefusedAsync(Sis with { Name = new string('x', 256) }));
        Assert.Equal("SET3003", await RefusedAsync(Sis with { Package = "/srv/x.zip" }));
        Assert.Equal("SET3004", await RefusedAsync(Sis with { Schedule = "at night" }));
        Assert.Equal("SET3004", await RefusedAsync(Sis with { Schedule = "*/5 * * * *" }));
        Assert.Equal("SET3004", await RefusedAsync(Sis with { Schedule = "0 0 31 2 *" }));
        Assert.Equal("SET3005", await RefusedAsync(Sis with { HoldShare = 0 }));
        Assert.Equal("SET3006", await RefusedAsync(Sis with { FullEveryDays = 90 }));
        Assert.Equal("SET3007", await RefusedAsync(Sis with { Address = "http://sis.example.org/v1p2" }));
        Assert.Equal("SET3007", await RefusedAsync(Sis with { Address = "https://me:pw@sis.example.org/v1p2" }));
        Assert.Equal("SET3008", await RefusedAsync(Sis with { Preset = "my-own" }));
        Assert.Equal("SET3009", await RefusedAsync(Sis with { Values = new Dictionary<string, string> { ["domain"] = "sis.example.org" } }));
        Assert.Equal("SET3010", await RefusedAsync(Sis with { Address = null }));
        Assert.Equal("SET3020", await RefusedAsync(Sis with { Credentials = "cookie" }));
        Assert.Equal("SET3021", await RefusedAsync(Sis with { TokenAddress = null }));
        Assert.Equal("SET3021", await RefusedAsync(Campus with { Values = new Dictionary<string, string> { ["domain"] = "evil.example/path", ["appName"] = "x" } }));
        Assert.Equal("SET3011", await RefusedAsync(Sis with { Key = " " }));
        Assert.Equal("SET3012", await RefusedAsync(Sis with { Secret = "" }));
        Assert.Equal("SET3017", await RefusedAsync(new NewRosterSource { Id = "file", Package = "drop/roster.zip" }));
        Assert.Empty(await Sources.ListAsync(District, Ct));
    }

    [Fact]
    public async Task A_district_has_a_bounded_number_of_sources()
    {
        for (var n = 0; n < 50; n++)
        {
            Value(await Sources.AddAsync(District, new NewRosterSource { Id = $"file-{n}", Package = "/srv/roster.zip" }, update: false, Ct));
        }

        Assert.Equal("SET3016", await RefusedAsync(new NewRosterSource { Id = "file-50", Package = "/srv/roster.zip" }));
    }

    private async Task<string> RefusedAsync(NewRosterSource asked) => Refusal(await Sources.AddAsync(District, asked, update: false, Ct));

    private OneRosterConnection Connection(RosterSource source)
        => RosterRest.Connect(source.Rest!, Sources.SecretOf(source)).TryGetValue(out var connection, out var fault) ? connection : throw new InvalidOperationException(fault.Detail);

    private static T Value<T>(SetupResult<T> result) => result.TryGetValue(out var value, out var refusal) ? value : throw new InvalidOperationException(refusal.Code);

    private static string Refusal<T>(SetupResult<T> result) => result.Refusal?.Code ?? "none";
}

/// <summary>On the embedded store.</summary>
public sealed class SqliteRosterSourceTests : RosterSourceContract
{
    internal override Task<LearningTool> StartAsync() => Task.FromResult(LearningTool.Start());
}

/// <summary>On Azure Table storage's emulator.</summary>
public sealed class AzureRosterSourceTests(Azurite azurite) : RosterSourceContract
{
    internal override async Task<LearningTool> StartAsync() => LearningTool.StartOn(await azurite.ConnectionStringAsync());
}
