using Integration.Learning.Roster.Runs;
using Integration.OneRoster;
using Integration.OneRoster.Csv;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Sources;

/// <summary>Opens the right reader for a source, at the moment when a run has to read.</summary>
internal sealed class RosterReaders(RosterSourceStore sources, RestRosters rest, TimeProvider clock)
{
    /// <summary>The opening of a source's reader. What is wrong with a package or a SIS shows when it is opened, as a fault of the run.</summary>
    internal OpenRoster Of(RosterSource source) => _ => Task.FromResult(Open(source));

    private OneRosterResult<IRosterReader> Open(RosterSource source)
    {
        if (source.Package is { } package)
        {
            return OneRosterResult<IRosterReader>.Success(CsvRoster.At(package, clock));
        }

        var settings = source.Rest ?? throw new InvalidOperationException("A source is a package or a SIS.");
        if (!RosterRest.Connect(settings, sources.SecretOf(source)).TryGetValue(out var connection, out var fault)
            || !rest.Open(connection).TryGetValue(out var reader, out fault))
        {
            return fault;
        }

        return OneRosterResult<IRosterReader>.Success(reader);
    }
}
