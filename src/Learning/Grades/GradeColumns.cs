using Integration.Learning.Classes;
using Integration.Learning.Documents;
using Integration.Lti;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Learning.Grades;

/// <summary>The gradebook column of one placed link.</summary>
internal sealed record GradeColumn(ClassRef Class, Stored<Placement> Placement, Registration Registration);

/// <summary>Finds the line item of a placed link: the one its launches name, or the one the LMS holds for it when they name none.</summary>
public sealed class GradeColumns(IDocumentStore store, AgsClient ags)
{
    /// <summary>The line item, asked for only when it is not known yet.</summary>
    internal async Task<LtiResult<Uri>> FindAsync(GradeColumn column, CancellationToken ct)
        => column.Placement.Value.LineItem is { } known ? known : await AskAsync(column, ct);

    /// <summary>The line item that has taken the place of <paramref name="gone"/>.</summary>
    internal async Task<LtiResult<Uri>> FindAgainAsync(GradeColumn column, Uri gone, CancellationToken ct)
    {
        var asked = await AskAsync(column, ct);
        return asked.Value == gone ? new LtiFault(GradeFaults.NoLineItem) : asked;
    }

    private async Task<LtiResult<Uri>> AskAsync(GradeColumn column, CancellationToken ct)
    {
        var placement = column.Placement;
        if (placement.Value.LineItems is not { } container)
        {
            return new LtiFault(GradeFaults.NoLineItem);
        }

        var found = await ags.FindLineItemAsync(
            column.Registration, placement.Value.DeploymentId, container, placement.Value.LinkId, placement.Value.ActivityId, ct);
        if (!found.TryGetValue(out var lineItem, out var fault))
        {
            return fault;
        }

        if (lineItem?.Id is not { } id)
        {
            return new LtiFault(GradeFaults.NoLineItem);
        }

        await store.CommitAsync(new Batch(column.Class.Partition).Replace(ClassDocuments.Placement, placement, placement.Value with { LineItem = id }), ct);
        return id;
    }
}
