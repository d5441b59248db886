using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Staging;

namespace Integration.Learning.Roster.Comparing;

/// <summary>What becomes of one row.</summary>
/// <param name="Change">What sort of change that is.</param>
/// <param name="After">The row afterwards; null when there is none.</param>
internal readonly record struct Settlement(Change Change, RowEnvelope? After)
{
    /// <summary>True when the row has to be written.</summary>
    internal bool Writes => Change is Change.Added or Change.Changed or Change.Ended;

    /// <summary>
    /// The rule of the whole sync. What came and has other content is written; what came marked as deleted has ended; what did not come has ended only when
    /// everything was read and nothing of it was left out. What ended stays, and comes back as it was.
    /// </summary>
    internal static Settlement Of(RowEnvelope? stored, StagedRecord? incoming, bool absenceEnds, ReadOnlyMemory<byte> ended)
    {
        if (incoming is { Deleted: false })
        {
            var hash = RowEnvelope.HashOf(incoming.Content.Span);
            if (stored is not { Active: true })
            {
                return new(Change.Added, new RowEnvelope(hash, default, incoming.Content));
            }

            return stored.Value.Hash.Span.SequenceEqual(hash)
                ? new(Change.Unchanged, stored)
                : new(Change.Changed, new RowEnvelope(hash, default, incoming.Content));
        }

        var isGone = incoming is not null || absenceEnds;
        return isGone && stored is { Active: true } there ? new(Change.Ended, there with { Ended = ended }) : new(Change.None, stored);
    }
}
