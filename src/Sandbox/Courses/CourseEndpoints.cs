using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Authorization;
using Integration.Sandbox.Lti.Notices;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Courses;

/// <summary>The course list, a course, an activity in its frame, and the picker in its frame.</summary>
internal static class CourseEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/courses", List);
        routes.MapGet("/courses/{course}", Show);
        routes.MapGet("/courses/{course}/add", Add);
        routes.MapPost("/courses/{course}/copy", CopyAsync);
        routes.MapGet("/activities/{id}", Open);
    }

    private static IResult List(HttpContext context, Sessions sessions, School school) =>
        sessions.Of(context) is { } visitor
            ? Page.Of<CoursesPage>(new { Visitor = visitor, Places = school.PlacesOf(visitor.Person).ToList() })
            : Results.Redirect("/");

    private static IResult Show(string course, HttpContext context, Sessions sessions, School school, LinkRecords links, LineItemRecords items)
    {
        if (sessions.Of(context) is not { } visitor)
        {
            return Results.Redirect("/");
        }

        return school.Place(visitor.Person, course) is { } place
            ? Page.Of<CoursePage>(new
            {
                Visitor = visitor,
                Place = place,
                Links = links.InCourse(course),
                Items = items.InCourse(course),
                Notice = sessions.Take(visitor),
            })
            : Page.NotFound(visitor);
    }

    private static IResult Add(string course, HttpContext context, Sessions sessions, School school, PendingLaunches launches)
    {
        if (sessions.Of(context) is not { } visitor)
        {
            return Results.Redirect("/");
        }

        return school.Place(visitor.Person, course) is { MayAddActivities: true } place
            ? Page.Of<ToolFramePage>(new { Visitor = visitor, Place = place, Title = "Add an activity", Fields = launches.Begin(visitor, place.Course, null) })
            : Page.NotFound(visitor);
    }

    private static async Task<IResult> CopyAsync(
        string course, HttpContext context, Sessions sessions, School school, CourseCopies copies, LinkRecords links, LineItemRecords items, NoticePost notices, CancellationToken ct)
    {
        if (sessions.Of(context) is not { } visitor)
        {
            return Results.Redirect("/");
        }

        if (school.Place(visitor.Person, course) is not { MayAddActivities: true } place)
        {
            return Page.NotFound(visitor);
        }

        var copy = copies.Copy(place.Course, links, items);
        await notices.TellCopiedAsync(place.Course, copy, ct);
        sessions.Leave(visitor, $"This is a copy of “{place.Course.Title}”: the same people and activities, and no grades.");
        return Results.Redirect($"/courses/{copy.Id}");
    }

    private static IResult Open(
        string id, HttpContext context, Sessions sessions, School school, LinkRecords links, LineItemRecords items, PendingLaunches launches)
    {
        if (sessions.Of(context) is not { } visitor)
        {
            return Results.Redirect("/");
        }

        return links.Find(id) is { } link && school.Place(visitor.Person, link.Course) is { } place
            ? Page.Of<ToolFramePage>(new
            {
                Visitor = visitor,
                Place = place,
                link.Title,
                Link = link,
                Columns = (IReadOnlyList<LineItem>)[.. items.InCourse(link.Course).Where(i => i.Link == link.Id)],
                Fields = launches.Begin(visitor, place.Course, link),
            })
            : Page.NotFound(visitor);
    }
}
