using Integration.Sandbox.Courses;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Gradebook;

/// <summary>A course's gradebook as one person may see it; the page and its JSON say the same.</summary>
public sealed record GradebookView(IReadOnlyList<GradebookColumn> Columns, IReadOnlyList<GradebookRow> Rows)
{
    internal static GradebookView For(Membership viewer, School school, LineItemRecords items, ScoreRecords scores)
    {
        var columns = items.InCourse(viewer.Course.Id);
        var cells = scores.InCourse(viewer.Course.Id).ToLookup(s => s.Person);
        var rows = school.Roll(viewer.Course)
            .Where(m => m.Standing == Standing.Student && school.IsActive(m) && viewer.SeesGradesOf(m.Person))
            .Select(m => new GradebookRow(m.Person.Id, m.Person.Label, [.. cells[m.Person.Id].Select(GradebookCell.From)])
            {
                LeadsToWork = ReviewedWork.MayOpen(viewer, m.Person),
            });
        return new GradebookView([.. columns.Select(GradebookColumn.From)], [.. rows]);
    }
}

/// <summary>A column of the view.</summary>
public sealed record GradebookColumn(string Id, string? Link, string Label, double Maximum, string? ResourceId, string? Tag, IReadOnlyList<string> Elements)
{
    /// <summary>How a cell leads to the work behind it; null when it does not.</summary>
    public ReviewLink? Review { get; init; }

    public static GradebookColumn From(LineItem item) => new(item.Id, item.Link, item.Label, item.Maximum, item.ResourceId, item.Tag, item.Elements) { Review = item.Link is null ? null : item.Review };
}

/// <summary>A student's row.</summary>
public sealed record GradebookRow(string Person, string Name, IReadOnlyList<GradebookCell> Cells)
{
    /// <summary>True when the viewer may go from this student's cells to the work.</summary>
    public bool LeadsToWork { get; init; }
}

/// <summary>What one student has in one column; a column without a cell has nothing yet.</summary>
public sealed record GradebookCell(string Column, double? Score, string? Comment, string ActivityProgress, string GradingProgress, int Attempts)
{
    internal static GradebookCell From(Score score) => new(score.Item, score.Given, score.Comment, score.Activity, score.Grading, score.Attempts);
}
