using Integration.Learning.Roster;
using Integration.Learning.Roster.Runs;
using Integration.OneRoster;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;
using Integration.Sandbox;
using Integration.Sandbox.Sis;
using Integration.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace Integration.Tests.Learning.Roster.Hostile;

/// <summary>
/// The practice SIS over real HTTP and rosters that read it on two nights: the first is peaceful, and on the second each roster meets weather of its own. What
/// the second night must come to is read in peace beside it.
/// </summary>
internal sealed class HostileNights : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hostile-sis-").FullName;
    private readonly HastyClock clock = new(new DateTimeOffset(2026, 10, 23, 15, 0, 0, TimeSpan.Zero));
    private readonly IDocumentStore store;
    private readonly Dictionary<string, RosterRef> rosters = [];
    private SandboxHost host = null!;
    private ServiceProvider rest = null!;

    private HostileNights(IDocumentStore store) => this.store = store;

    internal PracticeSis Sis => host.Sis;

    /// <summary>What a roster says after the first night, and what it says once the second was read in peace.</summary>
    internal (IReadOnlyList<string> First, IReadOnlyList<string> Second) Said { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The first night, for a roster of each name.</summary>
    internal static async Task<HostileNights> BeginAsync(IDocumentStore store, IEnumerable<string> names)
    {
        var nights = new HostileNights(store);
        nights.host = await SandboxHost.StartAsync(
            new SandboxOptions { DataDirectory = nights.folder, Port = 0, Tool = new Uri("http://localhost:5070"), Clock = nights.clock }, Ct);
        nights.rest = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(nights.clock)
            .AddOneRoster(new OneRosterOptions { AllowPrivateAddresses = true }).BuildServiceProvider();
        foreach (var name in names)
        {
            nights.rosters[name] = RosterWorld.Named($"sis-{Guid.NewGuid():n}");
            await nights.RunAsync(nights.rosters[name], full: true);
        }

        var first = await nights.SaysAsync(nights.rosters.Keys.First());
        nights.clock.Advance(TimeSpan.FromHours(14));
        nights.Sis.NextDay();
        var peaceful = RosterWorld.Named($"sis-{Guid.NewGuid():n}");
        await nights.RunAsync(peaceful, full: true);
        nights.Said = (first, await StoredRoster.ActiveAsync(store, peaceful, Ct));
        return nights;
    }

    internal Task<List<string>> SaysAsync(string name) => StoredRoster.ActiveAsync(store, rosters[name], Ct);

    /// <summary>The second night of a roster, to its end.</summary>
    internal async Task<RosterRun> SecondAsync(string name, SisWeather weather, bool full)
    {
        Sis.Weather = weather;
        try
        {
            return await RunAsync(rosters[name], full);
        }
        finally
        {
            Sis.Weather = new SisWeather();
        }
    }

    /// <summary>Some steps of the second night in bad weather, and its end in peace.</summary>
    internal async Task<RosterRun> SecondAsync(string name, SisWeather weather, int steps)
    {
        var sync = Sync();
        await BeginAsync(sync, rosters[name], full: true);
        Sis.Weather = weather;
        for (var step = 0; step < steps; step++)
        {
            Assert.Equal(RosterStepOutcome.Later, await StepAsync(sync, rosters[name]));
        }

        Sis.Weather = new SisWeather();
        return await EndAsync(sync, rosters[name]);
    }

    public async ValueTask DisposeAsync()
    {
        await rest.DisposeAsync();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<RosterRun> RunAsync(RosterRef roster, bool full)
    {
        var sync = Sync();
        await BeginAsync(sync, roster, full);
        return await EndAsync(sync, roster);
    }

    private RosterSync Sync() => new(store, clock, NullLogger<RosterSync>.Instance);

    private static async Task BeginAsync(RosterSync sync, RosterRef roster, bool full) =>
        Assert.Null((await sync.BeginAsync(roster, RosterWorld.Request with { Full = full }, Ct)).Refusal);

    private async Task<RosterRun> EndAsync(RosterSync sync, RosterRef roster)
    {
        while (await StepAsync(sync, roster) is not RosterStepOutcome.Finished)
        {
        }

        return (await sync.ListAsync(roster, 1, null, Ct)).Runs.Single();
    }

    private async Task<RosterStepOutcome> StepAsync(RosterSync sync, RosterRef roster)
    {
        var step = await sync.StepAsync(roster, OpenAsync, clock.GetUtcNow().AddMinutes(5), null, Ct);
        if (step.NotBefore is { } notBefore && notBefore > clock.GetUtcNow())
        {
            clock.Advance(notBefore - clock.GetUtcNow());
        }

        return step.Outcome;
    }

    // Ten a page, so that a collection has several.
    private Task<OneRosterResult<IRosterReader>> OpenAsync(CancellationToken ct)
    {
        var opened = rest.GetRequiredService<RestRosters>().Open(new OneRosterConnection
        {
            BaseAddress = Sis.Rostering12.AbsoluteUri,
            Version = "1.2",
            Auth = new OAuth2Credentials { TokenAddress = Sis.Token.AbsoluteUri, ClientId = Sis.ClientId, ClientSecret = Sis.ClientSecret },
            PageSize = 10,
        });
        return Task.FromResult(opened.TryGetValue(out var reader, out var fault) ? OneRosterResult<IRosterReader>.Success(reader) : fault);
    }
}
