using System.Collections.Concurrent;
using System.Net;
using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Pages;
using Integration.Learning.Picker;
using Integration.Learning.Platforms;
using Integration.Learning.Sealing;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets;
using Integration.Lti;
using Integration.Lti.DeepLinking;
using Integration.Lti.Launch;
using Integration.OneRoster;
using Integration.Tables;
using Integration.Tests.Tables;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection.Extensions;


namespace Integration.Tests.Learning.Picker;

/// <summary>The learning room behind real HTTP on a throw-away file, one platform, and its teacher.</summary>
public sealed class PickerHost : IAsyncLifetime
{
    public const string Deployment = "d-1";
    public const string District = "north";

    private readonly ThrowAwayFile file = new();
    private WebApplication? app;
    private string registration = "";
    private int links;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What the LMS's return address was sent.</summary>
    public ConcurrentQueue<string> Returned { get; } = new();

    public Uri ReturnUrl => new(Http.BaseAddress!, "/lms/return?course=7");

    internal IDocumentStore Store => app!.Services.GetRequiredService<IDocumentStore>();

    internal ActivityStore Activities => app!.Services.GetRequiredService<ActivityStore>();

    internal PlacementStore Placements => app!.Services.GetRequiredService<PlacementStore>();

    public async ValueTask InitializeAsync()
    {
        Assert.True(MasterKey.TryParse(MasterKey.NewValue(), out var masterKey, out _));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services
            .AddTables(new TablesOptions { Sqlite = file.Path })
            .AddLti(new LtiToolOptions { PublicUrl = new Uri("http://127.0.0.1:5000") })
            .AddOneRoster(new OneRosterOptions())
            .AddLearning(new LearningOptions(masterKey));
        builder.Services.RemoveAll<IWidgetEndpoints>();
        builder.Services.AddSingleton<IWidgetEndpoints, PlainWidget>();
        app = builder.Build();
        app.MapLearning();
        app.MapGet("/launch", (string token, PickerEndpoints picker, SessionTokens tokens) =>
            picker.Open(tokens.Open(token)!.Value.Session, new LaunchFrame(token, "/app/home", [], [Http.BaseAddress!.GetLeftPart(UriPartial.Authority)])));
        app.MapPost("/lms/return", async (HttpContext http) =>
        {
            Returned.Enqueue((await http.Request.ReadFormAsync())["JWT"].ToString());
            return Results.Text("<!doctype html><title>Course</title><h1>Course</h1>", "text/html");
        });
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        await app.Services.GetRequiredService<DistrictStore>().AddAsync(new NewDistrict(District), CancellationToken.None);
        var added = await app.Services.GetRequiredService<PlatformSetup>().AddAsync(
            new NewPlatform
            {
                Issuer = "https://lms.example.test",
                ClientId = "client-1",
                AuthorizationEndpoint = "https://lms.example.test/auth",
                TokenEndpoint = "https://lms.example.test/token",
                JwksUri = "https://lms.example.test/jwks",
                District = District,
                DeploymentIds = [Deployment],
            },
            update: false,
            CancellationToken.None);
        Assert.True(added.TryGetValue(out var platform, out var refusal), refusal?.Sentence);
        registration = platform.Id;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
        file.Dispose();
    }

    /// <summary>A teacher in a deep linking launch.</summary>
    internal Session DeepLinking(bool? acceptLineItem = true, string language = "en") => Session(language) with
    {
        DeepLink = new PendingDeepLink(new DeepLinkingSettings
        {
            ReturnUrl = ReturnUrl,
            AcceptTypes = ["link", "ltiResourceLink"],
            AcceptLineItem = acceptLineItem,
            Data = "opaque <data> & more",
        }),
    };

    /// <summary>A teacher on a link of her own that carries nothing yet.</summary>
    internal async Task<Session> OnABareLinkAsync()
    {
        var session = Session("en") with { LinkId = $"link-{Interlocked.Increment(ref links)}" };
        var placement = new Placement { LinkId = session.LinkId!, RegistrationId = registration, DeploymentId = Deployment };
        await Store.CommitAsync(new Batch(session.ClassRef.Partition).Insert(ClassDocuments.Placement, ClassKeys.Placement(session.LinkId!), placement), CancellationToken.None);
        return session;
    }

    internal string Token(Session session) => app!.Services.GetRequiredService<SessionTokens>().Begin(session);

    internal Session Opened(string token) => app!.Services.GetRequiredService<SessionTokens>().Open(token)!.Value.Session;

    internal string Launch(Session session) => $"{Http.BaseAddress}launch?token={Token(session)}";

    internal Task<Answer> GetAsync(Session session, string path) => SendAsync(session, new HttpRequestMessage(HttpMethod.Get, path));

    internal Task<Answer> PostAsync(Session session, string path, params IEnumerable<(string Name, string Value)> fields)
        => SendAsync(session, new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        });

    internal async Task<Answer> SendAsync(Session session, HttpRequestMessage request)
    {
        request.Headers.Add(SessionEndpoints.Header, Token(session));
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
        {
            Token = response.Headers.TryGetValues(SessionEndpoints.Header, out var tokens) ? tokens.Single() : null,
        };
    }

    private Session Session(string language) => new()
    {
        District = District,
        Class = "0123456789abcdef0123456789abcdef",
        Registration = registration,
        Deployment = Deployment,
        Learner = "teacher-1",
        Role = CourseRole.Instructor,
        Language = language,
        TimeZone = "America/Denver",
        Began = default,
        Issued = default,
        Expires = default,
    };

    internal sealed record Answer(HttpStatusCode Status, string? Location, string Html)
    {
        /// <summary>The session's next token.</summary>
        public string? Token { get; init; }
    }

    /// <summary>Shows an activity's name and sentences.</summary>
    private sealed class PlainWidget : IWidgetEndpoints
    {
        public string Widget => "reflect";

        public Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct) => Task.FromResult(Preview(opened.Activity, opened.Words));

        public IResult Preview(ActivityDefinition activity, Words words) => new ScreenResult<PlainScreen, ActivityDefinition>(words, "Plain", activity);

        public void Map(IEndpointRouteBuilder app)
        {
        }
    }

    private sealed class PlainScreen : Screen<ActivityDefinition>
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<h1>Student</h1>");
            foreach (var criterion in Model.Criteria)
            {
                builder.OpenElement(1, "p");
                builder.AddContent(2, criterion.Text.For(Words.Language));
                builder.CloseElement();
            }
        }
    }
}
