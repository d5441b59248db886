using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Notices;
using Integration.Learning.Pages;
using Integration.Learning.Picker;
using Integration.Learning.Platforms;
using Integration.Learning.Roster.Join;
using Integration.Learning.Sessions;
using Integration.Lti.Http;
using Integration.Lti.Launch;
using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Launches;

/// <summary>
/// What a checked launch becomes: a session and its first screen. A launch reads two rows (the placed link and the person), the widget a third, and writes
/// only what changed.
/// </summary>
internal sealed class LaunchEndpoints(
    PlatformStore platforms,
    DistrictStore districts,
    PlacementStore placements,
    MemberStore members,
    JoinContexts joins,
    NoticeSubscriptions notices,
    SessionTokens tokens,
    HomeEndpoints home,
    PickerEndpoints picker) : ILaunchHandler
{
    public async Task<IResult> HandleAsync(LtiLaunch launch, HttpContext http, CancellationToken ct)
    {
        var districtId = await platforms.FindDistrictAsync(launch.Registration.Id, launch.DeploymentId, ct)
            ?? throw new InvalidOperationException("An approved deployment belongs to a district.");
        var district = await districts.FindAsync(districtId, ct) ?? throw new InvalidOperationException($"There is no district '{districtId}'.");
        var learner = await districts.LearnerIdAsync(districtId, launch.Registration.Issuer, launch.Subject, ct);
        var @class = ClassRef.Of(districtId, launch.Registration.Issuer, launch.Context?.Id, launch.DeploymentId);

        var readMember = members.FindAsync(@class, learner, ct);
        var readPlacement = launch.ResourceLink is { } link ? placements.FindAsync(@class, link.Id, ct)
            : launch.ForUser is not null ? placements.FindByColumnAsync(@class, launch.Grades!.LineItem!, ct)
            : Task.FromResult<Stored<Placement>?>(null);
        var knownMember = await readMember;
        var isActedFor = ActedFor.IsSaid(launch);
        var keepsNothing = isActedFor || launch.Roles.Course == CourseRole.Mentor;
        var member = keepsNothing ? knownMember?.Value : await members.RefreshAsync(@class, learner, knownMember, launch, ct);
        if (member?.Sis != knownMember?.Value.Sis)
        {
            await joins.NotePersonAsync(@class, ct);
        }

        var known = await readPlacement;

        // A column's own values need not ask for the dates of its link.
        var dates = ActivityDates.Read(launch.Custom);
        dates = launch.ForUser is null ? dates : dates.Over(new ActivityDates(known?.Value.Due, known?.Value.Closes));
        var session = new Session
        {
            District = districtId.Value,
            Class = @class.Id,
            Registration = launch.Registration.Id.Value,
            Deployment = launch.DeploymentId,
            Learner = learner.Value,
            Role = launch.Roles.Course,
            IsTestUser = launch.Roles.IsTestUser,
            IsAdministrator = launch.Roles.IsAdministrator,
            IsActedFor = isActedFor,
            LinkId = launch.ResourceLink?.Id ?? known?.Value.LinkId,
            Due = dates.Due,
            Closes = dates.Closes,
            DeepLink = launch.DeepLinking is { } asked ? new PendingDeepLink(asked) : null,
            Language = Words.LanguageOf(member?.Language ?? launch.Locale ?? district.Language),
            TimeZone = TimeZoneOf(launch) ?? district.TimeZone,
            Began = default,
            Issued = default,
            Expires = default,
        };
        var frame = Frame(launch, tokens.Begin(session), member?.Theme) with { IsActedFor = isActedFor };
        if (session.DeepLink is not null)
        {
            return picker.Open(session, frame);
        }

        if (launch.ForUser is { } student)
        {
            var whose = await districts.LearnerIdAsync(districtId, launch.Registration.Issuer, student.UserId, ct);
            return await home.ReviewAsync(session, known?.Value, whose, frame, ct);
        }

        if (session.IsReadOnly)
        {
            return await home.FirstAsync(session, known?.Value, frame, ct);
        }

        await notices.OfferAsync(launch, ct);
        var placement = await placements.RefreshAsync(@class, known, launch, session.LinkId!, ct);
        if (placement != known?.Value && launch.Context is { } context)
        {
            await joins.NoteCourseAsync(@class, context.Label, context.Title, ct);
        }

        return await home.FirstAsync(session, placement, frame, ct);
    }

    private static LaunchFrame Frame(LtiLaunch launch, string token, string? theme)
    {
        var returnOrigin = Origin(launch.Presentation?.ReturnUrl);
        var ancestors = launch.Registration.FrameOrigins.Append<string?>(launch.Registration.LmsOrigin).Append(returnOrigin);
        return new LaunchFrame(
            token,
            HomeEndpoints.Address,
            [.. ancestors.OfType<string>().Distinct(StringComparer.Ordinal)],
            Origin(launch.DeepLinking?.ReturnUrl) is { } target ? [target] : [],
            returnOrigin,
            Theme: theme);
    }

    private static string? Origin(Uri? address) => address is null ? null : WebAddress.Origin(address);

    // A signed custom value may name the school's own zone.
    private static string? TimeZoneOf(LtiLaunch launch)
        => launch.Custom.TryGetValue("timezone", out var zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId ? found.Id : null;
}
