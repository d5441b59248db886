using System.Runtime.CompilerServices;
using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv;

/// <summary>A package as a reader. A package can't tell what changed since when: its manifest says what its files are, whatever one asks for.</summary>
internal sealed class CsvRosterReader(Func<PackageMeter, Package> open, TimeProvider clock, CsvLimits limits, IDisposable? owned = null) : IRosterReader
{
    private Package? package;
    private OpenedPackage? opened;
    private OneRosterResult<RosterOffer>? offer;

    public async Task<OneRosterResult<RosterOffer>> OpenAsync(DateTimeOffset? since, CancellationToken ct) => offer ??= await LookAsync(ct);

    public async IAsyncEnumerable<OneRosterResult<RosterPage>> ReadAsync(
        RosterCollection collection, DateTimeOffset? since, string? position, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!(await OpenAsync(since, ct)).TryGetValue(out _, out var refused))
        {
            yield return refused;
            yield break;
        }

        if (opened!.Modes.Keys.FirstOrDefault(file => file.Collection == collection) is not { } spec)
        {
            yield break;
        }

        using var reading = new CollectionReading(opened, spec, position, limits);
        while (await NextAsync(reading, ct) is { } page)
        {
            yield return page;
            if (page.Fault is not null)
            {
                yield break;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        package?.Dispose();
        owned?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<OneRosterResult<RosterOffer>> LookAsync(CancellationToken ct)
    {
        try
        {
            package = open(new PackageMeter(limits));
            opened = await OpenedPackage.OpenAsync(package, ct);
        }
        catch (PackageFaultException refused)
        {
            return refused.Fault;
        }

        var modes = Enum.GetValues<RosterCollection>().ToDictionary(
            collection => collection,
            collection => opened.Modes.Where(file => file.Key.Collection == collection).Select(file => file.Value).DefaultIfEmpty(ReadMode.Absent).Single());
        return new RosterOffer(opened.Version, clock.GetUtcNow(), modes, opened.Warnings);
    }

    private static async Task<OneRosterResult<RosterPage>?> NextAsync(CollectionReading reading, CancellationToken ct)
    {
        try
        {
            return await reading.NextAsync(ct) is { } page ? page : (OneRosterResult<RosterPage>?)null;
        }
        catch (PackageFaultException refused)
        {
            return refused.Fault;
        }
    }
}
