using System.Text.RegularExpressions;
using Integration.Learning.Roster.Runs;
using Integration.Sandbox.Sis;
using Integration.Tables;
using Integration.Tables.AzureTables;
using Integration.Tables.Sqlite;
using Integration.Tests.RealParts;
using Integration.Tests.Tables;

namespace Integration.Tests.Learning.Roster.Hostile;

/// <summary>
/// Every way in which the practice SIS misbehaves, through a whole run into a real store: the roster is the one of a peaceful night, or nothing was applied
/// and the run says why.
/// </summary>
public sealed partial class HostileSisTests(HostileSisTests.Nights nights) : IClassFixture<HostileSisTests.Nights>
{
    private static readonly Dictionary<string, SisWeather> Survived = new()
    {
        ["peace"] = new(),
        ["clamped pages"] = new() { LargestPage = 3 },
        ["no headers"] = new() { NoHeaders = true },
        ["no headers and clamped pages"] = new() { NoHeaders = true, LargestPage = 3 },
        ["429 bursts"] = new() { Burst = SisBurst.TooManyRequests },
        ["502 bursts"] = new() { Burst = SisBurst.BadGateway },
        ["tokens that die early"] = new() { TokenCalls = 3 },
        ["wrong envelope keys"] = new() { WrongKeys = true },
        ["dirty types"] = new() { DirtyTypes = true },
        ["slow drip"] = new() { Drips = true },
        ["next links elsewhere"] = new() { LinksElsewhere = true },
        ["everything at once"] = new()
        {
            LargestPage = 4,
            Burst = SisBurst.BadGateway,
            TokenCalls = 3,
            WrongKeys = true,
            DirtyTypes = true,
            Drips = true,
            LinksElsewhere = true,
        },
    };

    // Nothing is applied, and the code says why.
    private static readonly Dictionary<string, (SisWeather Weather, RosterRunState State, string Code)> Stopped = new()
    {
        ["ignored offset"] = (new() { IgnoresOffset = true }, RosterRunState.Failed, "OR2005"),
        ["redirects"] = (new() { Redirects = true }, RosterRunState.Failed, "OR1003"),
        ["a line that always breaks"] = (new() { BreaksAt = 21 }, RosterRunState.Failed, "RST1005"),
        ["empty second read"] = (new() { EmptySecondRead = "enrollments" }, RosterRunState.Held, "RST3002"),
    };

    public static TheoryData<string, bool> Survivals => [.. Survived.Keys.SelectMany(name => new[] { true, false }, (name, full) => new TheoryDataRow<string, bool>(name, full))];

    public static TheoryData<string> Stops => [.. Stopped.Keys];

    [Theory]
    [MemberData(nameof(Survivals))]
    public async Task What_can_be_survived_leaves_the_roster_of_a_peaceful_night(string name, bool full)
    {
        var run = await nights.Both.SecondAsync($"{name} {full}", Survived[name], full);

        Assert.Equal((RosterRunState.Applied, null), (run.State, run.Fault?.Code));
        Assert.Equal(full, run.Since is null);
        Assert.Equal(As(nights.Both.Said.Second), As(await nights.Both.SaysAsync($"{name} {full}")));
        nights.AssertCareful();

        // A number sent as a number has lost the zeros in front of it on the way, and nobody can put them back.
        IEnumerable<string> As(IEnumerable<string> lines) => Survived[name].DirtyTypes ? lines.Select(line => ZerosInFront().Replace(line, "")) : lines;
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public async Task What_cannot_be_survived_applies_nothing_and_says_why(string name)
    {
        var (weather, state, code) = Stopped[name];

        var run = await nights.Both.SecondAsync(name, weather, full: true);

        Assert.Equal((state, code), (run.State, run.Fault?.Code ?? run.Holds.Single().Code));
        Assert.Equal(nights.Both.Said.First, await nights.Both.SaysAsync(name));
        nights.AssertCareful();
    }

    [Theory]
    [InlineData("enrollments", "of ", "in ")]
    [InlineData("classes", "Classes ", "head ", "school ")]
    public async Task A_collection_that_is_forbidden_stays_as_it_was_and_the_rest_is_read(string collection, params string[] kept)
    {
        var run = await nights.Both.SecondAsync($"forbidden {collection}", new SisWeather { Forbidden = collection }, full: true);

        Assert.Equal(RosterRunState.Applied, run.State);
        Assert.Contains("OR2102", run.Warnings.Select(warning => warning.Code));
        var says = await nights.Both.SaysAsync($"forbidden {collection}");
        foreach (var sort in new[] { "Orgs ", "AcademicSessions ", "Courses ", "Classes ", "head ", "school ", "Users ", "of " })
        {
            var expected = kept.Contains(sort) ? nights.Both.Said.First : nights.Both.Said.Second;
            Assert.Equal(expected.Where(line => line.StartsWith(sort, StringComparison.Ordinal)), says.Where(line => line.StartsWith(sort, StringComparison.Ordinal)));
        }

        nights.AssertCareful();
    }

    [Fact]
    public async Task A_line_that_breaks_for_a_while_is_taken_up_where_it_broke()
    {
        var run = await nights.Both.SecondAsync("a line that holds again", new SisWeather { BreaksAt = 21 }, steps: 2);

        Assert.Equal(RosterRunState.Applied, run.State);
        Assert.Equal(27, run.Collections.Single(report => report.Collection is Integration.OneRoster.Rostering.RosterCollection.Users).Read);
        Assert.Equal(nights.Both.Said.Second, await nights.Both.SaysAsync("a line that holds again"));
    }

    [GeneratedRegex("(?<=\"identifier\":\")0+")]
    private static partial Regex ZerosInFront();

    /// <summary>The first night of every roster, once for the class.</summary>
    public sealed class Nights : IAsyncLifetime
    {
        private readonly ThrowAwayFile file = new();
        private SqliteDocumentStore store = null!;

        internal HostileNights Both { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            store = new SqliteDocumentStore(file.Path);
            Both = await HostileNights.BeginAsync(store, [
                .. Survived.Keys.SelectMany(name => new[] { $"{name} True", $"{name} False" }),
                .. Stopped.Keys,
                "forbidden enrollments", "forbidden classes", "a line that holds again"]);
        }

        public async ValueTask DisposeAsync()
        {
            await Both.DisposeAsync();
            await store.DisposeAsync();
            file.Dispose();
        }

        /// <summary>However it was treated, the tool carried no credentials elsewhere and asked for no demographics.</summary>
        internal void AssertCareful() => Assert.Equal((0, 0), (Both.Sis.Ledger.Strays, Both.Sis.Ledger.Demographics));
    }
}

/// <summary>The nights that take the most steps, on Azure Table storage's emulator.</summary>
public sealed class AzureHostileSisTests(Azurite azurite)
{
    [Fact]
    public async Task Bursts_and_dying_tokens_leave_the_roster_of_a_peaceful_night()
    {
        var store = new AzureDocumentStore(AzureConnection.Open(
            new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = await azurite.ConnectionStringAsync() }));
        await using var nights = await HostileNights.BeginAsync(store, ["bursts"]);

        var applied = await nights.SecondAsync("bursts", new SisWeather { Burst = SisBurst.BadGateway, TokenCalls = 4 }, full: true);

        Assert.Equal(RosterRunState.Applied, applied.State);
        Assert.Equal(nights.Said.Second, await nights.SaysAsync("bursts"));
    }
}
