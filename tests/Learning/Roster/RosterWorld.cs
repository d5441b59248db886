using Integration.Learning.Districts;
using Integration.Learning.Roster;
using Integration.Learning.Roster.Runs;
using Integration.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning.Roster;

/// <summary>One roster on a store, and a clock that stands still.</summary>
internal sealed class RosterWorld
{
    internal RosterWorld(IDocumentStore store, RosterRef? roster = null, FakeTimeProvider? clock = null)
    {
        Store = store;
        Roster = roster ?? Named($"sis-{Guid.NewGuid():n}");
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.Zero));
        Sync = new RosterSync(store, Clock, NullLogger<RosterSync>.Instance);
        Queries = new RosterQueries(store);
    }

    internal static RosterRunRequest Request { get; } = new(RosterTrigger.Person, Preview: false, Full: false, new RosterBrake());

    internal static RosterRef Named(string source) => new(DistrictId.Parse("heron"), RosterSourceId.Parse(source));

    /// <summary>A run that nothing holds.</summary>
    internal static RosterRunRequest Unbraked { get; } = Request with { Brake = new RosterBrake(1, int.MaxValue) };

    internal IDocumentStore Store { get; }

    internal RosterRef Roster { get; }

    internal FakeTimeProvider Clock { get; }

    internal IRosterSync Sync { get; }

    internal RosterQueries Queries { get; }

    /// <summary>Another worker on the same roster, in what might be another process.</summary>
    internal RosterWorld Another(IDocumentStore? store = null) => new(store ?? Store, Roster, Clock);

    internal async Task<RosterRunId> BeginAsync(RosterRunRequest? request = null)
    {
        var begun = await Sync.BeginAsync(Roster, request ?? Request, default);
        Assert.True(begun.TryGetValue(out var run, out var refusal), refusal?.Sentence);
        return run;
    }

    internal Task<RosterStep> StepAsync(ToldRoster told, TimeSpan? time = null) =>
        Sync.StepAsync(Roster, told.OpenAsync, Clock.GetUtcNow() + (time ?? TimeSpan.FromSeconds(50)), null, default);

    /// <summary>Steps until the run has ended or waits.</summary>
    internal async Task<RosterRun> FinishAsync(ToldRoster told)
    {
        for (var steps = 0; steps < 100; steps++)
        {
            var step = await StepAsync(told);
            if (step.Outcome is RosterStepOutcome.Finished)
            {
                return step.Run!;
            }

            Clock.Advance((step.NotBefore ?? Clock.GetUtcNow().AddMinutes(4)) - Clock.GetUtcNow());
        }

        throw new InvalidOperationException("The run does not end.");
    }

    internal async Task<RosterRun> RunAsync(ToldRoster told, RosterRunRequest? request = null)
    {
        await BeginAsync(request);
        return await FinishAsync(told);
    }

    internal Task<RosterRun> RunAsync(SmallDistrict district, RosterRunRequest? request = null) => RunAsync(new ToldRoster(district.Records), request);

    internal async Task AssertSaysAsync(SmallDistrict district) =>
        Assert.Equal(StoredRoster.Expected(district.Records), await StoredRoster.ActiveAsync(Store, Roster, default));
}
