using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Platforms;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Doctor;

/// <summary>The check of the connection, for the administrator who looks at it: her own platform, and of it her own deployment.</summary>
internal sealed class CheckEndpoints(PlatformSetup platforms, PlacementStore placements, PlatformDoctor doctor)
{
    /// <summary>Where a press asks for it. A post, because it calls the LMS: a browser may send a GET again by itself.</summary>
    public const string Address = "/app/admin/check";

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/admin/check", CheckAsync);

    private async Task<IResult> CheckAsync(HttpContext http, CancellationToken ct)
    {
        var session = http.Session();
        if (!session.MayAdminister)
        {
            return SessionRefusalEndpoints.NotAllowed;
        }

        if (!(await platforms.ShowAsync(session.Registration, ct)).TryGetValue(out var platform, out _))
        {
            return SessionRefusalEndpoints.NotThere;
        }

        var placement = session.LinkId is { } link ? await placements.FindAsync(session.ClassRef, link, ct) : null;
        var subject = new CheckSubject(platform, session.Deployment)
        {
            OnlyThisDeployment = true,
            Memberships = placement?.Value is { } placed && placed.RegistrationId == session.Registration && placed.DeploymentId == session.Deployment ? placed.Memberships : null,
        };
        var words = session.Words().Of<DoctorWords>();
        return new ScreenResult<CheckPage, DoctorReport>(words, words["check.title"], await doctor.CheckAsync(subject, ct));
    }
}
