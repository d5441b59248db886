using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Learning.Jobs;
using Integration.Learning.Pages;
using Integration.Learning.Platforms;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Sealing;
using Integration.Learning.Sessions;
using Integration.Learning.Widgets.Reflect;
using Integration.Learning.Widgets.Reflect.Responding;
using Integration.Learning.Work;
using Integration.Lti.Launch;
using Integration.OneRoster.Rostering;
using Integration.Tables;
using Integration.Tests.Learning.Roster;
using Integration.Tests.Learning.Roster.Join;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning.Widgets.Reflect.Responding;

/// <summary>One course with a placed Reflect activity, its teacher's HTTP side on loopback, and students who write through the real store.</summary>
internal sealed class Classroom : IAsyncDisposable
{
    internal const string Link = "link-1";

    private readonly WebApplication app;
    private readonly string folder;

    private Classroom(WebApplication app, string folder, FakeTimeProvider clock, CountingStore store)
    {
        (this.app, this.folder, Clock, Store) = (app, folder, clock, store);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };
    }

    internal FakeTimeProvider Clock { get; }

    internal CountingStore Store { get; }

    internal HttpClient Http { get; }

    internal ClassRef Class { get; private set; }

    internal ActivityDefinition Activity { get; private set; } = null!;

    internal string Registration { get; private set; } = "";

    internal WorkStore Works => app.Services.GetRequiredService<WorkStore>();

    internal static async Task<Classroom> OpenAsync(GradingMode grading = GradingMode.Completion, int criteria = 2)
    {
        var folder = Directory.CreateTempSubdirectory("class-").FullName;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 9, 14, 15, 0, 0, TimeSpan.Zero));
        var store = new CountingStore(new ServiceCollection().AddTables(new TablesOptions { Sqlite = Path.Combine(folder, "tool.db") }).BuildServiceProvider());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IDocumentStore>(store);
        builder.Services.AddTool(ToolSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(LearningTool.Settings(folder, MasterKey.NewValue())).Build()));
        // Scores stay in the outbox, where the tests look at them.
        foreach (var sender in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace == "Integration.Learning.Grades").ToList())
        {
            builder.Services.Remove(sender);
        }

        var app = builder.Build();
        app.MapAssets();
        var group = app.MapGroup("/app").RequireSession();
        var responding = app.Services.GetRequiredService<RespondEndpoints>();
        responding.Map(group);
        // As the launch does: the first screen inside its document.
        app.MapGet("/open", async (string token, CancellationToken ct) =>
        {
            var session = app.Services.GetRequiredService<SessionTokens>().Open(token)!.Value.Session;
            var opened = await app.Services.GetRequiredService<OpenedClass>().FindAsync(session, ct);
            return await responding.OpenAsync(opened!, new LaunchFrame(token, RespondEndpoints.Address, [], []), ct);
        });
        await app.StartAsync();
        var classroom = new Classroom(app, folder, clock, store);
        await classroom.SeedAsync(grading, criteria);
        return classroom;
    }

    private async Task SeedAsync(GradingMode grading, int criteria)
    {
        await app.Services.GetRequiredService<DistrictStore>().AddAsync(new NewDistrict("blue-heron"), default);
        var platform = await app.Services.GetRequiredService<PlatformSetup>().AddAsync(
            new NewPlatform
            {
                Issuer = "https://lms.example",
                ClientId = "tool",
                AuthorizationEndpoint = "https://lms.example/auth",
                TokenEndpoint = "https://lms.example/token",
                JwksUri = "https://lms.example/jwks",
                District = "blue-heron",
                DeploymentIds = ["1"],
            },
            update: false,
            default);
        Registration = platform.Value!.Id;
        Class = ClassRef.Of(DistrictId.Parse("blue-heron"), "https://lms.example", "course-7", "1");
        Activity = await app.Services.GetRequiredService<ActivityStore>().AddAsync(Class.District, Lab(grading, criteria), default);
        await PutAsync(ClassDocuments.Placement, ClassKeys.Placement(Link), new Placement
        {
            LinkId = Link,
            ActivityId = Activity.Id,
            ActivityVersion = 1,
            RegistrationId = Registration,
            DeploymentId = "1",
            CourseTitle = "Grade 7 Science",
            Memberships = new Uri("https://lms.example/members"),
        });
        await JoinAsync(Teacher, "Ms. Okafor", CourseRole.Instructor);
    }

    private static ActivityDefinition Lab(GradingMode grading, int criteria) => new()
    {
        Id = "a1",
        Version = 1,
        TemplateId = "science-lab",
        TemplateVersion = 1,
        Widget = ReflectRules.Widget,
        Format = ReflectRules.SinglePoint,
        Band = GradeBand.Grades68,
        Title = new LocalText("Density lab", "Laboratorio de densidad"),
        Elements = ["LL.3", "LD.2"],
        Edition = "seed-brief",
        Criteria =
        [
            .. new[]
            {
                new Criterion("c1", new LocalText("I can explain why an object floats or sinks.", "Puedo explicar por qué un objeto flota o se hunde.")),
                new Criterion("c2", new LocalText("I can use my measurements as proof.", "Puedo usar mis medidas como prueba.")),
                new Criterion("c3", new LocalText("I can say what I would change next time.", "Puedo decir qué cambiaría la próxima vez.")),
            }.Take(criteria),
        ],
        Grading = grading,
        Points = grading == GradingMode.None ? 0 : 10,
        Minutes = 8,
    };

    internal static LearnerId Teacher { get; } = LearnerOf("teacher");

    internal static LearnerId LearnerOf(string person)
        => new(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(person)).AsSpan(0, 16)));

    internal WorkPlace PlaceOf(LearnerId learner, bool isTestUser = false) => new(Class, new WorkId(Activity.Id, WorkId.FirstRound, learner), Link, isTestUser);

    internal async Task<LearnerId> JoinAsync(string name, CourseRole role = CourseRole.Learner, bool isTestUser = false)
    {
        await JoinAsync(LearnerOf(name), name, role, isTestUser);
        return LearnerOf(name);
    }

    private Task JoinAsync(LearnerId learner, string? name, CourseRole role, bool isTestUser = false)
        => PutAsync(ClassDocuments.Member, ClassKeys.Member(learner), new ClassMember { Subject = learner.Value, Name = name, Role = role, IsTestUser = isTestUser });

    internal Task ListAsync(params string[] names) => PutAsync(ClassDocuments.Roster, ClassKeys.Roster, new ClassRoster
    {
        ReadAt = Clock.GetUtcNow() - TimeSpan.FromMinutes(5),
        Students = [.. names.Select(name => new RosterStudent(LearnerOf(name).Value, name))],
    });

    /// <summary>The district's SIS says all it has.</summary>
    internal async Task TellRosterAsync(IEnumerable<RosterRecord> records)
    {
        await app.Services.GetRequiredService<RosterSourceStore>().AddAsync(
            Class.District, new NewRosterSource { Id = "sis", Package = "/srv/roster.zip", Schedule = NewRosterSource.ByHand }, update: false, default);
        var sync = app.Services.GetRequiredService<IRosterSync>();
        await sync.BeginAsync(JoinWorld.Sis, new RosterRunRequest(RosterTrigger.Person, false, true, new RosterBrake()), default);
        var step = await sync.StepAsync(JoinWorld.Sis, new ToldRoster(records).OpenAsync, Clock.GetUtcNow().AddSeconds(50), null, default);
        Assert.Equal(RosterRunState.Applied, step.Run?.State);
    }

    /// <summary>A launch named the course, and the timer has come since.</summary>
    internal async Task JoinRosterAsync()
    {
        await app.Services.GetRequiredService<JoinContexts>().NoteCourseAsync(Class, "SCI-7", "Grade 7 Science", default);
        await app.Services.GetRequiredService<IJobs>().TickAsync(Clock.GetUtcNow().AddSeconds(50), default);
    }

    internal async Task WriteAsync(LearnerId learner, params (string Field, string Value)[] fields)
        => await Works.SaveAsync(
            PlaceOf(learner), Activity, "en", WorkPart.Answers, new FieldChanges(1000, fields.ToDictionary(field => field.Field, field => field.Value)), default);

    internal async Task SendAsync(LearnerId learner, string level = "3", string proof = "My table shows 0.8 g per ml.", bool isGraded = true)
    {
        await WriteAsync(learner, [.. Activity.Criteria.SelectMany(criterion => new[]
        {
            (ReflectFields.Of(ReflectFields.Rate, criterion.Id), level), (ReflectFields.Of(ReflectFields.Proof, criterion.Id), proof),
        })]);
        await Works.SendAsync(
            PlaceOf(learner), Activity, Guid.NewGuid().ToString("N"), _ => true, (work, summary) => ReflectRules.Summarise(Activity, work, summary), isGraded, default);
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    internal async Task AskAsync(LearnerId learner, string text = "How do I weigh it?", string id = "h1")
        => await Works.AskForHelpAsync(PlaceOf(learner), Activity, "en", new HelpRequest(id, default, "step", "teacher", text), default);

    internal Session SessionOf(CourseRole role = CourseRole.Instructor, bool isTestUser = false, string language = "en", ClassRef? @class = null) => new()
    {
        District = "blue-heron",
        Class = (@class ?? Class).Id,
        Registration = Registration,
        Deployment = "1",
        Learner = Teacher.Value,
        Role = role,
        IsTestUser = isTestUser,
        LinkId = Link,
        Language = language,
        TimeZone = "America/Chicago",
        Began = default,
        Issued = default,
        Expires = default,
    };

    internal string TokenOf(Session session) => app.Services.GetRequiredService<SessionTokens>().Begin(session);

    internal Task<Answer> GetAsync(string address = RespondEndpoints.Address, Session? session = null) => SendAsync(HttpMethod.Get, address, null, session);

    internal Task<Answer> PostAsync(string address, Session? session, params (string Name, string Value)[] fields)
        => SendAsync(HttpMethod.Post, $"{RespondEndpoints.Address}/{address}", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), session);

    internal Task<Answer> PostAsync(string address, params (string Name, string Value)[] fields) => PostAsync(address, null, fields);

    /// <summary>An answer to what stands there now, as the form on the page would send it.</summary>
    internal async Task<Answer> AnswerAsync(LearnerId learner, string decision, string comment, params (string Name, string Value)[] more)
    {
        var work = await Works.FindAsync(Class, PlaceOf(learner).Id, default);
        return await PostAsync("answer", [("learner", learner.Value), ("seen", StudentView.SeenOf(work!)), ("decision", decision), ("comment", comment), .. more]);
    }

    internal async Task<Answer> SendAsync(HttpMethod method, string address, HttpContent? content, Session? session)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Add(SessionEndpoints.Header, TokenOf(session ?? SessionOf()));
        using var answer = await Http.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The LMS would not take the last score of a work, and only a person can mend that.</summary>
    internal async Task ParkAsync(WorkId id, string code)
    {
        var ledger = (await FindAsync(GradeDocuments.Ledger, GradeKeys.Ledger(id)))!;
        var waiting = (await Store.FindAsync(Class.Partition, GradeKeys.Outbox(id), default))!;
        await PutAsync(GradeDocuments.Ledger, GradeKeys.Ledger(id), ledger with { ParkedCode = code });
        await Store.CommitAsync(new Batch(Class.Partition).Delete(waiting.Row, waiting.Revision), default);
    }

    internal async Task<T?> FindAsync<T>(DocumentKind<T> kind, Key row)
        where T : class, IDocument => (await Store.FindAsync(kind, Class.Partition, row, default))?.Value;

    internal Task PutAsync<T>(DocumentKind<T> kind, Key row, T document)
        where T : class, IDocument => Store.CommitAsync(new Batch(Class.Partition).Upsert(kind, row, document), default);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text)
{
    internal IHtmlDocument Page => new HtmlParser().ParseDocument(Text);
}
