using System.Globalization;
using System.Security.Cryptography;
using Integration.Functions;
using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Platforms;
using Integration.Learning.Sealing;
using Integration.Learning.Sessions;
using Integration.Lti.DeepLinking;
using Integration.Lti.Keys;
using Integration.Lti.Launch;
using Integration.Tables;
using Integration.Tests.Learning;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Journeys;

/// <summary>The real tool on a free port with one platform, one course and one placed activity, and a second look into its store from outside.</summary>
public sealed class ToolUnderAttack : IAsyncLifetime
{
    private const string LinkId = "rl-1";

    private static readonly PlatformToAdd Platform = new(
        "Practice",
        "https://lms.example.org",
        "client-1",
        new Uri("https://lms.example.org/auth"),
        new Uri("https://lms.example.org/token"),
        new Uri("https://lms.example.org/jwks"),
        ["d-1"],
        District: "blue-heron");

    private readonly string folder = Directory.CreateTempSubdirectory("tool-").FullName;
    private RunningTool tool = null!;
    private SqliteConnection store = null!;
    private Session someone = null!;

    internal Uri Address => tool.Address;

    internal string ActivityId { get; private set; } = "";

    /// <summary>A token of each role, and of those who stand in a doorway.</summary>
    internal IReadOnlyDictionary<string, string> Tokens { get; private set; } = new Dictionary<string, string>();

    /// <summary>Tokens that open nothing, each with the code that says so.</summary>
    internal IReadOnlyDictionary<string, (string? Token, string Code)> NoTokens { get; private set; } = new Dictionary<string, (string? Token, string Code)>();

    /// <summary>Every address and method the tool has mapped.</summary>
    internal IReadOnlyList<(string Pattern, IReadOnlyList<string> Methods)> Routes { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        tool = await ToolHost.StartAsync(new ToolStart(LearningTool.Settings(folder, MasterKey.NewValue()), [Platform]), CancellationToken.None);
        var platform = (await tool.Services.GetRequiredService<PlatformSetup>().ListAsync(CancellationToken.None)).Single();
        await PlaceAsync(platform);
        MakeTokens();
        Routes =
        [
            .. tool.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Select(endpoint => ('/' + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["POST"])),
        ];

        // Keys are made on first use; that is not the doing of any request below.
        await tool.Services.GetRequiredService<IToolKeys>().GetPublicKeysAsync(CancellationToken.None);
        store = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "tool.db"), Mode = SqliteOpenMode.ReadOnly }.ToString());
        await store.OpenAsync();
    }

    /// <summary>Everything the store holds but the leases of the jobs, as one hash.</summary>
    internal async Task<string> StoreMarkAsync(CancellationToken ct)
    {
        await using var select = store.CreateCommand();
        select.CommandText = "SELECT p, r, revision FROM documents WHERE p <> $jobs ORDER BY p, r";
        select.Parameters.AddWithValue("$jobs", Key.Of("jobs").ToString());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rows.GetString(0)}\n{rows.GetString(1)}\n{rows.GetInt64(2)}\n")));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await tool.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task PlaceAsync(PlatformRecord platform)
    {
        var district = DistrictId.Parse("blue-heron");
        var @class = ClassRef.Of(district, platform.Issuer, "course-1", "d-1");
        var template = TemplateCatalog.Shipped.All[0];
        var definition = ActivityCustom.Build(template, template.Bands.Keys.Min(), "activity-1", 1);
        var activity = await tool.Services.GetRequiredService<ActivityStore>().AddAsync(district, definition, CancellationToken.None);
        ActivityId = activity.Id;
        var placement = new Placement
        {
            LinkId = LinkId,
            ActivityId = activity.Id,
            ActivityVersion = activity.Version,
            RegistrationId = platform.Id,
            DeploymentId = "d-1",
        };
        var documents = tool.Services.GetRequiredService<IDocumentStore>();
        await documents.CommitAsync(new Batch(@class.Partition).Insert(ClassDocuments.Placement, ClassKeys.Placement(LinkId), placement), CancellationToken.None);
        someone = new Session
        {
            District = district.Value,
            Class = @class.Id,
            Registration = platform.Id,
            Deployment = "d-1",
            Learner = "",
            Role = CourseRole.None,
            LinkId = LinkId,
            Language = "en",
            TimeZone = "America/Denver",
            Began = default,
            Issued = default,
            Expires = default,
        };
    }

    private void MakeTokens()
    {
        var tokens = tool.Services.GetRequiredService<SessionTokens>();
        Tokens = new Dictionary<string, string>
        {
            ["a learner"] = Of(someone with { Role = CourseRole.Learner }),
            ["a test user"] = Of(someone with { IsTestUser = true, Role = CourseRole.Learner }),
            ["a mentor"] = Of(someone with { Role = CourseRole.Mentor }),
            ["a student somebody acts for"] = Of(someone with { Role = CourseRole.Learner, IsActedFor = true }),
            ["a teacher somebody acts for"] = Of(someone with { Role = CourseRole.Instructor, IsActedFor = true }),
            ["an assistant"] = Of(someone with { Role = CourseRole.TeachingAssistant }),
            ["a content developer"] = Of(someone with { Role = CourseRole.ContentDeveloper }),
            ["an instructor"] = Of(someone with { Role = CourseRole.Instructor }),
            ["an administrator"] = Of(someone with { IsAdministrator = true }),
            ["a stranger"] = Of(someone),
            ["a teacher who picks"] = Of(someone with
            {
                Role = CourseRole.Instructor,
                LinkId = null,
                DeepLink = new PendingDeepLink(new DeepLinkingSettings
                {
                    ReturnUrl = new Uri("https://lms.example.org/return"),
                    AcceptTypes = ["ltiResourceLink"],
                    AcceptLineItem = true,
                    Data = "data",
                }),
            }),
            ["someone of an unknown link"] = Of(someone with { Role = CourseRole.Learner, LinkId = "elsewhere" }),
        };
        var learner = Tokens["a learner"];
        NoTokens = new Dictionary<string, (string? Token, string Code)>
        {
            ["no token"] = (null, "SES1004"),
            ["an empty token"] = ("", "SES1004"),
            ["a word as token"] = ("token", "SES1001"),
            ["a token that is no base64"] = ("!!!", "SES1001"),
            ["a token with one letter changed"] = ((learner[0] == 'Q' ? 'R' : 'Q') + learner[1..], "SES1001"),
            ["half a token"] = (learner[..(learner.Length / 2)], "SES1001"),
            ["a very long token"] = (new string('A', 20_000), "SES1001"),
            ["a token of another tool"] = (new SessionTokens(new EphemeralDataProtectionProvider(), TimeProvider.System).Begin(someone), "SES1001"),
            ["a token that expired two days ago"] = (Expired(TimeSpan.FromDays(2)), "SES1001"),
            ["a token of a removed platform"] = (Of(someone with { Registration = "gone", Role = CourseRole.Learner }), "SES1002"),
            ["a token of an unknown deployment"] = (Of(someone with { Deployment = "gone", Role = CourseRole.Learner }), "SES1002"),
        };

        string Of(Session session) => tokens.Begin(session with { Learner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) });
    }

    private string Expired(TimeSpan age)
    {
        var then = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - age);
        var sealing = tool.Services.GetRequiredService<IDataProtectionProvider>();
        return new SessionTokens(sealing, then).Begin(someone with { Role = CourseRole.Learner, Learner = "expired" });
    }
}
