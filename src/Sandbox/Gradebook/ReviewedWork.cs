using Integration.Sandbox.Courses;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Gradebook;

/// <summary>A cell whose work can be opened: the column, what it says of the way there, and the student.</summary>
internal sealed record ReviewedCellView(LineItem Item, ReviewLink Way, Person Student);

/// <summary>Which cells of the gradebook lead to the work behind them, and for whom: teachers and assistants to everyone's, a student to her own.</summary>
internal sealed class ReviewedWork(School school, LineItemRecords items, ScoreRecords scores)
{
    /// <summary>True when this person may go from this student's cells to the work.</summary>
    public static bool MayOpen(Membership viewer, Person student) => viewer.Standing is Standing.Teacher or Standing.Assistant || viewer.Person == student;

    /// <summary>The cell, if there is one that leads anywhere and this person may go there.</summary>
    public ReviewedCellView? Find(Membership viewer, string item, string student)
        => items.Find(viewer.Course.Id, item) is { Link: not null, Review: { } way } column
            && school.Find(student) is { } person
            && MayOpen(viewer, person)
            && school.Place(person, viewer.Course.Id)?.Standing == Standing.Student
            && scores.Of(column).Any(score => score.Person == student && way.Fits(score.Activity))
            ? new ReviewedCellView(column, way, person)
            : null;
}
