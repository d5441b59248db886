using System.Globalization;
using System.Net.Http.Headers;
using Integration.Functions.Hosting;
using Integration.Functions.Http;
using Integration.Functions.Settings;
using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Launches;
using Integration.Learning.Pages;
using Integration.Learning.Platforms;
using Integration.Learning.Sessions;
using Integration.Lti.Launch;
using Integration.Tables;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning;

/// <summary>
/// The Learning room behind HTTP on loopback, on a throw-away SQLite file and a clock that stands still: one platform, one class, and any number of links and
/// people. Sessions are made without a launch.
/// </summary>
internal sealed class LearningHost : IAsyncDisposable
{
    internal const string Deployment = "1";

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private LearningHost(WebApplication app, DirectoryInfo folder, FakeTimeProvider clock, string registration)
    {
        (this.app, this.folder, Clock, Registration) = (app, folder, clock, registration);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    internal static DistrictId District { get; } = DistrictId.Parse(NewDistrict.DefaultId);

    internal static ClassRef Class { get; } = ClassRef.Of(District, "https://lms.maple-district.example", "course-7", Deployment);

    internal FakeTimeProvider Clock { get; }

    internal Uri Address { get; }

    internal string Registration { get; }

    internal IDocumentStore Store => Get<IDocumentStore>();

    internal static async Task<LearningHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("learning-");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 3, 16, 41, 0, TimeSpan.Zero));
        var settings = ToolSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(LearningTool.Settings(folder.FullName, Integration.Learning.Sealing.MasterKey.NewValue()))
            .Build());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddTool(settings);
        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseRouting();
        app.MapLearning();
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/test/open", OpenAsync);
        await app.Services.PrepareAsync(CancellationToken.None);
        var platform = await app.Services.GetRequiredService<PlatformSetup>().AddAsync(
            new NewPlatform
            {
                Issuer = "https://lms.maple-district.example",
                ClientId = "reflect-tests",
                AuthorizationEndpoint = "https://lms.maple-district.example/auth",
                TokenEndpoint = "https://lms.maple-district.example/token",
                JwksUri = "https://lms.maple-district.example/jwks",
                DeploymentIds = [Deployment],
            },
            update: false,
            CancellationToken.None);
        await app.StartAsync();
        return new LearningHost(app, folder, clock, platform.Value?.Id ?? throw new InvalidOperationException(platform.Refusal?.Sentence));
    }

    internal IServiceProvider Services => app.Services;

    internal T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Places an activity of a shipped template on a link.</summary>
    internal async Task<ActivityDefinition> PlaceAsync(
        string link = "link-1", string template = "single-point-rubric", GradeBand band = GradeBand.Grades68, GradingMode? grading = null, int version = 1)
    {
        var shipped = TemplateCatalog.Shipped.Find(template)!;
        var activity = ActivityCustom.Build(shipped, band, $"activity-{link}", version);
        activity = await Get<ActivityStore>().AddAsync(District, activity with { Grading = grading ?? activity.Grading }, CancellationToken.None);
        var placement = new Placement
        {
            LinkId = link,
            ActivityId = activity.Id,
            ActivityVersion = version,
            RegistrationId = Registration,
            DeploymentId = Deployment,
            CourseTitle = "Science 7",
        };
        await Store.CommitAsync(new Batch(Class.Partition).Upsert(ClassDocuments.Placement, ClassKeys.Placement(link), placement), CancellationToken.None);
        return activity;
    }

    internal Session SessionOf(string learner, CourseRole role = CourseRole.Learner, string link = "link-1", string language = "en") => new()
    {
        District = District.Value,
        Class = Class.Id,
        Registration = Registration,
        Deployment = Deployment,
        Learner = learner,
        Role = role,
        LinkId = link,
        Language = language,
        TimeZone = "America/Denver",
        Began = default,
        Issued = default,
        Expires = default,
    };

    /// <summary>A page of one person: sends the session's token with each request.</summary>
    internal PersonClient Open(Session session) => new(Address, Get<SessionTokens>().Begin(session));

    /// <summary>The address of a launch document for a browser.</summary>
    internal Uri Launch(Session session) => new(Address, $"/test/open?token={Get<SessionTokens>().Begin(session)}");

    internal WorkId WorkOf(ActivityDefinition activity, string learner) => new(activity.Id, WorkId.FirstRound, new LearnerId(learner));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static async Task<IResult> OpenAsync(
        string token, string? theme, SessionTokens tokens, HomeEndpoints home, PlacementStore placements, CancellationToken ct)
    {
        var (session, _) = tokens.Open(token)!.Value;
        var placement = await placements.FindAsync(session.ClassRef, session.LinkId!, ct);
        return await home.FirstAsync(session, placement!.Value, new LaunchFrame(token, HomeEndpoints.Address, [], [], Theme: theme), ct);
    }
}

/// <summary>One open page of one person.</summary>
internal sealed class PersonClient(Uri address, string token) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    internal Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    internal Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        });

    internal Task<HttpResponseMessage> SaveAsync(int revision, params (string Name, string Value)[] fields)
        => PostAsync("/app/reflect/save", [("revision", revision.ToString(CultureInfo.InvariantCulture)), .. fields]);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add(SessionEndpoints.Header, token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}
