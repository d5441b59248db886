using Integration.Learning.Districts;
using Integration.Learning.Launches;
using Integration.Learning.Pages;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Roster.Admin;

/// <summary>The admin page: how the tool is connected, the district's roster, and the decisions that wait for a person. The district is the session's.</summary>
internal sealed class RosterAdminEndpoints(RosterAdminReader reader, RosterSourceStore sources, RosterWork work, IRosterSync sync, TimeProvider clock)
{
    /// <summary>The page's own address.</summary>
    public const string Address = "/app/admin";

    // A small run is applied while the administrator looks; a large one goes on with the timer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/admin").AddEndpointFilter(OnlyAdministratorsAsync);
        group.MapGet("", (HttpContext http, CancellationToken ct) => OpenAsync(http.Session(), null, ct));
        group.MapPost("/roster/sync", SyncAsync);
        group.MapPost("/roster/apply", (HttpContext http, CancellationToken ct) => DecideAsync(http, apply: true, ct));
        group.MapPost("/roster/drop", (HttpContext http, CancellationToken ct) => DecideAsync(http, apply: false, ct));
    }

    /// <summary>The page, inside the launch document or as a swap.</summary>
    public async Task<IResult> OpenAsync(Session session, LaunchFrame? frame, CancellationToken ct) => await ScreenAsync(session, frame, null, ct);

    private async Task<IResult> ScreenAsync(Session session, LaunchFrame? frame, string? status, CancellationToken ct)
    {
        var words = session.Words().Of<LaunchWords>();
        var model = new AdminModel(session, await reader.ReadAsync(DistrictId.Parse(session.District), ct), status);
        return new ScreenResult<AdminPage, AdminModel>(words, words["admin.title"], model) { Launch = frame, Wide = true };
    }

    private static ValueTask<object?> OnlyAdministratorsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => context.HttpContext.Session().MayAdminister
            ? next(context)
            : ValueTask.FromResult<object?>(SessionRefusalEndpoints.NotAllowed);

    private async Task<IResult> SyncAsync(HttpContext http, CancellationToken ct)
    {
        var session = http.Session();
        var words = session.Words().Of<RosterAdminWords>();
        return await FindAsync(http, ct) is { } asked
            && (await sources.WantAsync(DistrictId.Parse(session.District), asked.Source.Id, full: false, ct)).Refusal is null
                ? await ScreenAsync(session, null, words["status.wanted"], ct)
                : SessionRefusalEndpoints.NotThere;
    }

    private async Task<IResult> DecideAsync(HttpContext http, bool apply, CancellationToken ct)
    {
        var session = http.Session();
        var words = session.Words().Of<RosterAdminWords>();
        if (await FindAsync(http, ct) is not { Run: { } run, Source: { } source })
        {
            return SessionRefusalEndpoints.NotThere;
        }

        var by = new RosterDecider(RosterDesk.Page, session.Learner);
        var decided = apply ? await sync.ApplyHeldAsync(source.Ref, run, by, ct) : await sync.DropHeldAsync(source.Ref, run, by, ct);
        if (decided.Refusal is not null)
        {
            return await ScreenAsync(session, null, words["status.overtaken"], ct);
        }

        // A page that is closed meanwhile is no reason to stop half-way.
        var step = await work.StepAsync(source, clock.GetUtcNow() + Patience, null, CancellationToken.None);
        return await ScreenAsync(
            session, null, words[!apply ? "status.dropped" : step.Outcome is RosterStepOutcome.Finished ? "status.applied" : "status.applying"], ct);
    }

    // Only sources of the session's own district can be meant.
    private async Task<Asked?> FindAsync(HttpContext http, CancellationToken ct)
        => await PostedForm.ReadAsync(http.Request, ct) is { } form
            && (await sources.FindAsync(DistrictId.Parse(http.Session().District), form["source"], ct)).TryGetValue(out var source, out _)
                ? new Asked(source, RosterRunId.TryParse(form["run"]))
                : null;

    private sealed record Asked(RosterSource Source, RosterRunId? Run);
}

/// <summary>The admin page.</summary>
/// <param name="Session">Who looks, from which deployment.</param>
/// <param name="Roster">The district's roster.</param>
/// <param name="Status">What was just done, in words; null for nothing.</param>
public sealed record AdminModel(Session Session, RosterAdminView Roster, string? Status);
