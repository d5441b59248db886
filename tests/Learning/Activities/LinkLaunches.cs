using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Tests.Learning.Activities;

/// <summary>Launches of links in courses of one LMS, as they reach the placed links: already checked.</summary>
internal sealed class LinkLaunches(LearningTool tool, string registration = "reg-1", string district = NewDistrict.DefaultId)
{
    internal const string Issuer = "https://lms.example.org";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal DistrictId District { get; } = DistrictId.Parse(district);

    internal ClassRef ClassOf(string course) => ClassRef.Of(District, Issuer, course, "1");

    /// <summary>A teacher opens a link; what the LMS says of its past stands in custom values.</summary>
    internal async Task<Placement> OpenAsync(string course, string link, IReadOnlyDictionary<string, string> custom, string links = "", string courses = "")
    {
        var said = new Dictionary<string, string>(custom) { ["link_history"] = links, ["context_history"] = courses };
        var placements = tool.Get<PlacementStore>();
        var known = await placements.FindAsync(ClassOf(course), link, Ct);
        return await placements.RefreshAsync(ClassOf(course), known, Launch(course, link, said), link, Ct);
    }

    internal async Task<ActivityDefinition> AddAsync(ActivityDefinition activity) => await tool.Get<ActivityStore>().AddAsync(District, activity, Ct);

    internal async Task<ActivityDefinition> ActivityOf(Placement placement)
        => (await tool.Get<ActivityStore>().FindAsync(District, placement.ActivityId!, placement.ActivityVersion, Ct))!;

    /// <summary>Everything that lies in a course, by row.</summary>
    internal async Task<IReadOnlyList<string>> RowsAsync(string course)
        => [.. (await tool.Get<IDocumentStore>().ReadAsync(ClassOf(course).Partition, KeyRange.All, 100, null, Ct)).Documents.Select(row => row.Row.Value)];

    internal LtiLaunch Launch(string course, string link, Dictionary<string, string> custom) => new()
    {
        Registration = new Registration
        {
            Id = new RegistrationId(registration),
            Issuer = Issuer,
            ClientId = registration,
            AuthorizationEndpoint = new Uri(Issuer + "/auth"),
            TokenEndpoint = new Uri(Issuer + "/token"),
            JwksUri = new Uri(Issuer + "/jwks"),
            TokenAudience = Issuer + "/token",
        },
        DeploymentId = "1",
        MessageType = LtiMessageType.ResourceLink,
        Subject = "teacher-1",
        Roles = new LtiRoles(CourseRole.Instructor, false, false),
        TargetLinkUri = new Uri("https://tool.example.org/lti/launch"),
        ResourceLink = new ResourceLink(link, null, null),
        Context = new LtiContext(course, null, $"Course {course}", []),
        Custom = custom.Where(value => value.Value.Length > 0).ToDictionary(),
        Name = new PersonName(null, null, null),
    };
}
