using Integration.Sandbox.Personalities;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>
/// One practice school per LMS, started when the first test asks for it, and what each feature did there. A feature is tried once, on all LMSs at a time (much of it
/// is waiting): its own test and the table of the README look at the same outcome.
/// </summary>
public sealed class PlayedSchools : IAsyncLifetime
{
    private readonly Dictionary<string, Task<PlayedSchool>> schools = [];
    private readonly Dictionary<(string Lms, string Feature), Task<string>> outcomes = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>What the feature did on the LMS; fails as the feature failed.</summary>
    internal async Task<string> OutcomeAsync(string lms, Feature feature)
    {
        if (!outcomes.ContainsKey((lms, feature.Name)))
        {
            foreach (var one in Personality.All)
            {
                outcomes.Add((one.Key, feature.Name), TryAsync(one, feature));
            }

            // All come to their end before another feature begins on the same schools; each fails in its own test.
            await Task.WhenAll(Personality.All.Select(one => outcomes[(one.Key, feature.Name)])).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return await outcomes[(lms, feature.Name)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var school in schools.Values)
        {
            await (await school).DisposeAsync();
        }
    }

    private async Task<string> TryAsync(Personality lms, Feature feature)
    {
        if (!schools.TryGetValue(lms.Key, out var school))
        {
            schools.Add(lms.Key, school = PlayedSchool.StartAsync(lms));
        }

        return await feature.TryAsync(await school);
    }
}

/// <summary>Tests on the same schools run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class PlayedSchoolsCollection : ICollectionFixture<PlayedSchools>
{
    public const string Name = "The practice LMS as every LMS";
}
