using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Tests.Learning.Launches;

/// <summary>Several registrations on one issuer, several deployments of one registration, and test copies of an LMS: same ids, and nothing in common.</summary>
public sealed class TwinTests
{
    private const string Issuer = "https://canvas.instructure.com";
    private const string BetaIssuer = "https://canvas.beta.instructure.com";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_deployments_of_one_registration_go_to_two_districts_and_share_nothing()
    {
        await using var tool = LearningTool.Start();
        await AddDistrictsAsync(tool, "north", "south");
        var platform = await AddAsync(tool, Platform("client-1", "north", "d-north"));
        await AddAsync(tool, Platform("client-1", "south", "d-north", "d-south"), update: true);

        await LaunchAsync(tool, platform.Id, "d-north");
        await LaunchAsync(tool, platform.Id, "d-south");

        await AssertApartAsync(tool, (District("north"), Issuer), (District("south"), Issuer));
        Assert.NotEqual(await LearnerAsync(tool, "north", Issuer), await LearnerAsync(tool, "south", Issuer));
    }

    [Fact]
    public async Task Two_client_ids_on_one_issuer_are_two_registrations_each_found_by_its_own()
    {
        await using var tool = LearningTool.Start();
        await AddDistrictsAsync(tool, "north", "south");
        var north = await AddAsync(tool, Platform("client-north", "north", "d-1"));
        var south = await AddAsync(tool, Platform("client-south", "south", "d-1"));
        var registry = tool.Get<IPlatformRegistry>();

        await LaunchAsync(tool, north.Id, "d-1");
        await LaunchAsync(tool, south.Id, "d-1");

        Assert.Equal(2, (await registry.FindByIssuerAsync(Issuer, null, Ct)).Count);
        Assert.Equal(south.Id, Assert.Single(await registry.FindByIssuerAsync(Issuer, "client-south", Ct)).Id.Value);
        await AssertApartAsync(tool, (District("north"), Issuer), (District("south"), Issuer));
    }

    [Fact]
    public async Task A_beta_twin_with_the_same_ids_touches_nothing_of_production_and_never_calls_its_hosts()
    {
        await using var tool = LearningTool.Start();
        await AddDistrictsAsync(tool, "north");
        var production = await AddAsync(tool, Platform("client-1", "north", "d-1") with { ServiceHosts = ["maple.instructure.com"] });
        var beta = await AddAsync(tool, Beta("client-1", "north", "d-1") with { ServiceHosts = ["maple.beta.instructure.com"] });
        await LaunchAsync(tool, production.Id, "d-1");
        var before = await RowsAsync(tool, District("north"), Issuer);

        // The copied data still names production's column.
        var copied = new Uri("https://maple.instructure.com/api/lti/courses/7/line_items/1");
        await LaunchAsync(tool, beta.Id, "d-1", copied);

        Assert.Equal(before, await RowsAsync(tool, District("north"), Issuer));
        Assert.NotEqual(await LearnerAsync(tool, "north", Issuer), await LearnerAsync(tool, "north", BetaIssuer));
        var twin = (await tool.Get<IPlatformRegistry>().FindAsync(new RegistrationId(beta.Id), Ct))!;
        var score = new Score("teacher-1", tool.Clock.GetUtcNow(), ActivityProgress.Completed, GradingProgress.FullyGraded, 1, 1);
        var posted = await tool.Get<AgsClient>().PostScoreAsync(twin, "d-1", copied, score, Ct);
        var read = await tool.Get<NrpsClient>().ReadMembersAsync(twin, "d-1", new Uri("https://maple.instructure.com/api/lti/courses/7/names_and_roles"), Ct);
        Assert.Equal((ServiceFaults.AddressRefused, ServiceFaults.AddressRefused), (posted.Fault!.Kind, read.Fault!.Kind));
        Assert.Null(BearerDestinations.Refuse(twin, new Uri("https://maple.beta.instructure.com/api/lti/courses/7/line_items/1"), isDevelopment: false));
    }

    private static DistrictId District(string id) => DistrictId.Parse(id);

    private static async Task AddDistrictsAsync(LearningTool tool, params string[] ids)
    {
        foreach (var id in ids)
        {
            await tool.Get<DistrictStore>().AddAsync(new NewDistrict(id), Ct);
        }
    }

    private static async Task<PlatformRecord> AddAsync(LearningTool tool, NewPlatform asked, bool update = false)
    {
        var added = await tool.Get<PlatformSetup>().AddAsync(asked, update, Ct);
        return added.Value ?? throw new InvalidOperationException(added.Refusal?.Sentence);
    }

    private static NewPlatform Platform(string client, string district, params string[] deployments) => new()
    {
        ProductFamily = "canvas",
        Issuer = Issuer,
        ClientId = client,
        AuthorizationEndpoint = "https://sso.canvaslms.com/api/lti/authorize_redirect",
        TokenEndpoint = "https://sso.canvaslms.com/login/oauth2/token",
        JwksUri = "https://sso.canvaslms.com/api/lti/security/jwks",
        District = district,
        DeploymentIds = deployments,
    };

    private static NewPlatform Beta(string client, string district, params string[] deployments) => Platform(client, district, deployments) with
    {
        Issuer = BetaIssuer,
        AuthorizationEndpoint = "https://sso.beta.canvaslms.com/api/lti/authorize_redirect",
        TokenEndpoint = "https://sso.beta.canvaslms.com/login/oauth2/token",
        JwksUri = "https://sso.beta.canvaslms.com/api/lti/security/jwks",
    };

    // The same teacher opens the same link of the same course, as far as ids go.
    private static async Task LaunchAsync(LearningTool tool, string platform, string deployment, Uri? column = null)
    {
        var registration = (await tool.Get<IPlatformRegistry>().FindAsync(new RegistrationId(platform), Ct))!;
        var launch = new LtiLaunch
        {
            Registration = registration,
            DeploymentId = deployment,
            MessageType = LtiMessageType.ResourceLink,
            Subject = "teacher-1",
            Roles = new LtiRoles(CourseRole.Instructor, false, false),
            TargetLinkUri = new Uri("https://tool.example.org/lti/launch"),
            ResourceLink = new ResourceLink("link-1", null, null),
            Context = new LtiContext("course-7", null, "Science 7", []),
            Grades = column is null ? null : new AgsEndpoint([ServiceScopes.Score], null, column),
            Custom = new Dictionary<string, string>(),
            Name = new PersonName("Dana Reyes", null, null),
        };
        await tool.Get<ILaunchHandler>().HandleAsync(launch, new DefaultHttpContext { RequestServices = tool.Services }, Ct);
    }

    private static async Task<string> LearnerAsync(LearningTool tool, string district, string issuer)
        => (await tool.Get<DistrictStore>().LearnerIdAsync(District(district), issuer, "teacher-1", Ct)).Value;

    private static async Task AssertApartAsync(LearningTool tool, (DistrictId District, string Issuer) one, (DistrictId District, string Issuer) other)
    {
        var (rows, others) = (await RowsAsync(tool, one.District, one.Issuer), await RowsAsync(tool, other.District, other.Issuer));
        Assert.Equal(2, rows.Count);
        Assert.Equal(2, others.Count);
        // The link's row has the same name in both, the person's has not.
        Assert.Single(rows.Select(row => row.Split(' ')[0]).Intersect(others.Select(row => row.Split(' ')[0])));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(LearningTool tool, DistrictId district, string issuer)
    {
        var partition = ClassRef.Of(district, issuer, "course-7", "d").Partition;
        return [.. (await tool.Get<IDocumentStore>().ReadAsync(partition, KeyRange.All, 100, null, Ct)).Documents.Select(row => $"{row.Row} {row.Revision}")];
    }
}
