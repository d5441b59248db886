using System.Globalization;
using System.Runtime.CompilerServices;
using Integration.OneRoster;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.Learning.Roster;

/// <summary>The other side: a source that tells what it is given, page by page, and breaks where it is told to.</summary>
internal sealed class ToldRoster(IEnumerable<RosterRecord> records)
{
    internal static readonly OneRosterFaultKind Busy = new("OR1999", "The practice source is busy.", Temporary: true);
    internal static readonly OneRosterFaultKind Broken = new("OR1998", "The practice source is broken.");

    private readonly List<RosterRecord> records = [.. records];

    internal int PageSize { get; init; } = 20;

    internal ReadMode Mode { get; init; } = ReadMode.Complete;

    internal Dictionary<RosterCollection, ReadMode> Modes { get; init; } = [];

    internal string? Revision { get; set; }

    internal DateTimeOffset ServerTime { get; init; } = new(2026, 9, 14, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Faults by collection and page; each is told once, unless it stays.</summary>
    internal Dictionary<(RosterCollection Collection, int Page), OneRosterFault> Faults { get; } = [];

    internal bool FaultsStay { get; init; }

    internal Dictionary<RosterCollection, RosterWarning> Warnings { get; } = [];

    internal Action<RosterCollection, int> OnPage { get; set; } = (_, _) => { };

    internal List<DateTimeOffset?> Asked { get; } = [];

    internal int PagesTold { get; private set; }

    internal Task<OneRosterResult<IRosterReader>> OpenAsync(CancellationToken ct) => Task.FromResult<OneRosterResult<IRosterReader>>(new Reader(this));

    private sealed class Reader(ToldRoster told) : IRosterReader
    {
        public Task<OneRosterResult<RosterOffer>> OpenAsync(DateTimeOffset? since, CancellationToken ct)
        {
            told.Asked.Add(since);
            var modes = Enum.GetValues<RosterCollection>().ToDictionary(
                collection => collection,
                collection => told.Modes.TryGetValue(collection, out var own) ? own : since is null && told.Mode is ReadMode.Changes && !told.AlwaysChanges ? ReadMode.Complete : told.Mode);
            return Task.FromResult<OneRosterResult<RosterOffer>>(new RosterOffer("1.2", told.ServerTime, modes, []) { Revision = told.Revision });
        }

        public async IAsyncEnumerable<OneRosterResult<RosterPage>> ReadAsync(
            RosterCollection collection, DateTimeOffset? since, string? position, [EnumeratorCancellation] CancellationToken ct)
        {
            await Task.Yield();
            var pages = told.records.Where(record => record.Collection == collection).Chunk(told.PageSize).ToList();
            for (var page = position is null ? 0 : int.Parse(position, CultureInfo.InvariantCulture) + 1; page == 0 || page < pages.Count; page++)
            {
                told.OnPage(collection, page);
                ct.ThrowIfCancellationRequested();
                if (told.FaultsStay ? told.Faults.TryGetValue((collection, page), out var fault) : told.Faults.Remove((collection, page), out fault))
                {
                    yield return fault;
                    yield break;
                }

                told.PagesTold++;
                yield return new RosterPage(page < pages.Count ? pages[page] : [], told.Warnings.TryGetValue(collection, out var warning) ? [warning] : [], $"{page}", 1, 1000);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>True for a package of changes, which comes as changes whatever is asked.</summary>
    internal bool AlwaysChanges { get; init; }
}
