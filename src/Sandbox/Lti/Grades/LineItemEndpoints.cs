using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.Grades;

/// <summary>The line item service (AGS 2.0, 3.2).</summary>
internal static class LineItemEndpoints
{
    private const string Container = "/lti/courses/{course}/lineitems";
    private const int LargestPage = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Container, List).RequireScope(Scope.LineItem, Scope.LineItemReadOnly).WithGradebookWeather();
        routes.MapPost(Container, CreateAsync).RequireScope(Scope.LineItem).WithGradebookWeather();
        routes.MapGet(Container + "/{id}", Read).RequireScope(Scope.LineItem, Scope.LineItemReadOnly).WithGradebookWeather();
        routes.MapPut(Container + "/{id}", ReplaceAsync).RequireScope(Scope.LineItem).WithGradebookWeather();
        routes.MapDelete(Container + "/{id}", Remove).RequireScope(Scope.LineItem).WithGradebookWeather();
    }

    private static IResult List(
        string course, HttpContext context, School school, LineItemRecords items, Addresses addresses, PlayedLms played)
    {
        if (ServiceAccess.FaultInAccept(context.Request, MediaType.LineItems) is { } fault)
        {
            return fault;
        }

        if (school.Courses.All(c => c.Id != course))
        {
            return ServiceAccess.NotThere();
        }

        var query = context.Request.Query;
        var found = items.InCourse(course)
            .Where(i => Fits(query["resource_link_id"], i.Link) && Fits(query["resource_id"], i.ResourceId) && Fits(query["tag"], i.Tag))
            .ToList();
        var lms = played.Current;
        return Paging.Cut(context, addresses, found, LargestPage, lms.NextPage) is { } page
            ? Results.Json(page.Select(i => LineItemBody.Write(i, addresses)), contentType: MediaType.LineItems + lms.Charset)
            : new Refusal("invalid_limit", "limit must be a whole number above 0.").ToJson();
    }

    private static async Task<IResult> CreateAsync(
        string course, HttpContext context, School school, LineItemRecords items, LinkRecords links, Addresses addresses, CancellationToken ct)
    {
        if (school.Courses.All(c => c.Id != course))
        {
            return ServiceAccess.NotThere();
        }

        var verdict = await ReadBodyAsync(context.Request, course, Secret.Make()[..16], links, addresses, ct);
        if (!verdict.Holds(out var item, out var refusal))
        {
            return refusal.ToJson();
        }

        items.Add(item);
        context.Response.Headers.Location = LineItemBody.Address(item, addresses);
        return Results.Json(LineItemBody.Write(item, addresses), contentType: MediaType.LineItem, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Read(string course, string id, HttpContext context, LineItemRecords items, Addresses addresses) =>
        ServiceAccess.FaultInAccept(context.Request, MediaType.LineItem)
        ?? (items.Find(course, id) is { } item
            ? Results.Json(LineItemBody.Write(item, addresses), contentType: MediaType.LineItem)
            : ServiceAccess.NotThere());

    private static async Task<IResult> ReplaceAsync(
        string course, string id, HttpContext context, LineItemRecords items, LinkRecords links, Addresses addresses, CancellationToken ct)
    {
        if (items.Find(course, id) is null)
        {
            return ServiceAccess.NotThere();
        }

        var verdict = await ReadBodyAsync(context.Request, course, id, links, addresses, ct);
        if (!verdict.Holds(out var item, out var refusal))
        {
            return refusal.ToJson();
        }

        items.Replace(item);
        return Results.Json(LineItemBody.Write(item, addresses), contentType: MediaType.LineItem);
    }

    private static IResult Remove(string course, string id, LineItemRecords items)
    {
        if (items.Find(course, id) is not { } item)
        {
            return ServiceAccess.NotThere();
        }

        items.Remove(item);
        return Results.NoContent();
    }

    private static async Task<Verdict<LineItem>> ReadBodyAsync(HttpRequest request, string course, string id, LinkRecords links, Addresses addresses, CancellationToken ct)
    {
        if (request.ContentType != MediaType.LineItem)
        {
            return new Refusal("unsupported_media_type", $"Content-Type must be exactly {MediaType.LineItem}.", StatusCodes.Status415UnsupportedMediaType);
        }

        if (await JsonReading.ReadObjectAsync(request, ct) is not { } body)
        {
            return new Refusal("invalid_json", "The body is not a JSON object.");
        }

        var verdict = LineItemBody.Read(body, course, id, addresses);
        return verdict.Value?.Link is { } link && links.Find(link)?.Course != course
            ? new Refusal("unknown_link", "resourceLinkId is not an activity of this course.", StatusCodes.Status404NotFound)
            : verdict;
    }

    private static bool Fits(string? wanted, string? actual) => wanted is null || wanted == actual;
}
