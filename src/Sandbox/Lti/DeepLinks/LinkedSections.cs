using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Lti.DeepLinks;

/// <summary>Sections that one teacher teaches as one: what she adds to one stands in all, and each has a column of its own.</summary>
internal static class LinkedSections
{
    /// <summary>The picked activities, and a copy of each for every other section of a teacher of <paramref name="course"/>.</summary>
    public static IEnumerable<PickedItem> Spread(IReadOnlyList<PickedItem> items, string course, School school)
    {
        var teachers = school.Roll(school.Courses.Single(one => one.Id == course)).Where(IsTeacher).Select(place => place.Person).ToHashSet();
        var others = school.Courses.Where(one => one.Id != course && school.Roll(one).Any(place => IsTeacher(place) && teachers.Contains(place.Person)));
        return items.Concat(others.SelectMany(other => items.Select(item => CopyFor(item, other))));
    }

    private static bool IsTeacher(Membership place) => place.Standing == Standing.Teacher;

    private static PickedItem CopyFor(PickedItem item, Course course)
    {
        var link = item.Link with { Id = Secret.Make()[..16], Course = course.Id };
        return new PickedItem(link, item.Column is null ? null : item.Column with { Id = Secret.Make()[..16], Course = course.Id, Link = link.Id });
    }
}
