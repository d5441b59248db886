using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Grades;
using Integration.Learning.Jobs;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;
using Integration.Tables;

namespace Integration.Tests.Learning.Grades;

/// <summary>Scores on their way to an LMS that is well, unwell, down for a day, or has a teacher of its own: real store, real HTTP, and a clock that stands still.</summary>
public sealed class GradeSenderTests : IAsyncLifetime
{
    private LearningHost host = null!;
    private Gradebook lms = null!;
    private ActivityDefinition activity = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        lms = await Gradebook.OpenAsync();
        host = await LearningHost.StartAsync();
        activity = await host.PlaceAsync(grading: GradingMode.TeacherScored);
        activity = activity with { Points = 5 };
        var added = await host.Get<PlatformSetup>().AddAsync(
            new NewPlatform
            {
                Issuer = "https://practice.example.test",
                ClientId = "client-1",
                AuthorizationEndpoint = new Uri(lms.Address, "/auth").AbsoluteUri,
                TokenEndpoint = new Uri(lms.Address, "/token").AbsoluteUri,
                JwksUri = new Uri(lms.Address, "/jwks").AbsoluteUri,
                DeploymentIds = ["1"],
            },
            update: false,
            Ct);
        await ChangePlacementAsync(placement => placement with
        {
            RegistrationId = added.Value!.Id,
            LineItem = lms.LineItem(1),
            LineItems = lms.LineItems,
            MayReadResults = true,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await lms.CloseAsync();
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task An_LMS_that_is_down_for_a_day_gets_every_grade_in_order_and_holds_each_once(int trouble)
    {
        lms.Trouble = trouble;
        string[] students = ["ana", "ben", "cai", "dee"];
        var expected = new List<(string, DateTimeOffset, decimal?)>();
        foreach (var student in students)
        {
            await JoinAsync(student);
            expected.Add((student, host.Clock.GetUtcNow(), null));
            await HappenAsync(student, new HandedIn(host.Clock.GetUtcNow()));
            await PassAsync(TimeSpan.FromMinutes(7));
        }

        foreach (var student in students)
        {
            expected.Add((student, host.Clock.GetUtcNow(), 5m));
            await HappenAsync(student, new Accepted(host.Clock.GetUtcNow(), new TeacherLevels([3])));
            await PassAsync(TimeSpan.FromMinutes(7));
        }

        await PassAsync(TimeSpan.FromHours(24), step: TimeSpan.FromMinutes(5));
        Assert.Empty(lms.Stored);
        Assert.All(await LedgersAsync(), ledger => Assert.Equal((null, null), (ledger.PostedAt, ledger.ParkedCode)));
        lms.Trouble = null;
        await PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(
            expected.OrderBy(score => score.Item1, StringComparer.Ordinal).ThenBy(score => score.Item2),
            lms.Stored.OrderBy(score => score.Student, StringComparer.Ordinal).Select(score => (score.Student, score.At, score.Given)));
        Assert.DoesNotContain(409, lms.Answers);
        Assert.All(await LedgersAsync(), ledger => Assert.NotNull(ledger.PostedAt));
        Assert.False(await host.Store.ReadAllAsync(GradeDocuments.Outbox, LearningHost.Class.Partition, GradeKeys.Outboxes, Ct).GetAsyncEnumerator(Ct).MoveNextAsync());
    }

    [Fact]
    public async Task An_answer_that_was_lost_on_the_way_does_not_make_a_grade_twice()
    {
        await JoinAsync("ana");
        await HappenAsync("ana", new HandedIn(host.Clock.GetUtcNow()));
        var id = Work("ana");
        var entry = (await host.Store.FindAsync(GradeDocuments.Outbox, LearningHost.Class.Partition, GradeKeys.Outbox(id), Ct))!;
        await TickAsync();
        await host.Store.CommitAsync(new Batch(LearningHost.Class.Partition).Insert(GradeDocuments.Outbox, GradeKeys.Outbox(id), entry.Value), Ct);

        await host.Get<GradeSender>().SendAsync(LearningHost.Class, Ct);

        Assert.Single(lms.Stored);
        Assert.Equal([200, 409], lms.Answers);
        Assert.Null(Assert.Single(await LedgersAsync()).ParkedCode);
    }

    [Fact]
    public async Task An_LMS_that_is_down_is_knocked_at_once_a_round_and_not_before_the_time_it_asked_for()
    {
        (lms.Trouble, lms.RetryAfter) = (503, "7200");
        foreach (var student in new[] { "ana", "ben", "cai" })
        {
            await JoinAsync(student);
            await HappenAsync(student, new HandedIn(host.Clock.GetUtcNow()));
        }

        await TickAsync();
        Assert.Single(lms.Answers);
        await PassAsync(TimeSpan.FromHours(2) - TimeSpan.FromMinutes(2));

        Assert.Equal(3, lms.Answers.Count);
    }

    [Fact]
    public async Task A_column_that_was_made_again_is_found_by_its_link()
    {
        await JoinAsync("ana");
        lms.Column = 2;
        await HappenAsync("ana", new HandedIn(host.Clock.GetUtcNow()));

        await TickAsync();

        Assert.Equal("ana", Assert.Single(lms.Stored).Student);
        Assert.Equal(lms.LineItem(2), (await PlacementAsync()).Value.LineItem);
    }

    [Theory]
    [InlineData(403, "LTI3403")]
    [InlineData(404, "LTI3404")]
    [InlineData(422, "LTI3422")]
    [InlineData(401, "LTI3401")]
    public async Task What_only_a_person_can_mend_is_parked_with_its_reason_and_goes_out_when_asked_again(int trouble, string code)
    {
        await JoinAsync("ana");
        lms.Trouble = trouble;
        var at = host.Clock.GetUtcNow();
        await HappenAsync("ana", new HandedIn(at));
        await TickAsync();
        Assert.Equal(code, Assert.Single(await LedgersAsync()).ParkedCode);

        lms.Trouble = null;
        Assert.True(await host.Get<GradeOutbox>().RetryParkedAsync(LearningHost.Class, Work("ana"), "link-1", Ct));
        await TickAsync();

        Assert.Equal(at, Assert.Single(lms.Stored).At);
        Assert.Equal(trouble == 401 ? 2 : 1, lms.Answers.Count(status => status == trouble));
    }

    [Fact]
    public async Task A_grade_that_a_teacher_typed_in_the_LMS_stays_until_she_says_otherwise()
    {
        await JoinAsync("ana");
        await HappenAsync("ana", new HandedIn(host.Clock.GetUtcNow()));
        await TickAsync();
        lms.Type("ana", 2, host.Clock.GetUtcNow().AddMinutes(10));
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await HappenAsync("ana", new Accepted(host.Clock.GetUtcNow(), new TeacherLevels([3])));
        await TickAsync();
        Assert.Equal(GradeFaults.ChangedInLms.Code, Assert.Single(await LedgersAsync()).ParkedCode);
        Assert.Single(lms.Stored);

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.Get<GradeOutbox>().RetryParkedAsync(LearningHost.Class, Work("ana"), "link-1", Ct);
        await TickAsync();

        Assert.Equal((5m, host.Clock.GetUtcNow()), (lms.Stored.Last().Given, lms.Stored.Last().At));
        Assert.Null(Assert.Single(await LedgersAsync()).ParkedCode);
    }

    [Fact]
    public async Task Sent_again_after_another_trouble_it_still_leaves_a_grade_alone_that_nobody_was_told_of()
    {
        await JoinAsync("ana");
        lms.Trouble = 422;
        await HappenAsync("ana", new Accepted(host.Clock.GetUtcNow(), new TeacherLevels([3])));
        await TickAsync();
        lms.Trouble = null;
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        lms.Type("ana", 2, host.Clock.GetUtcNow());

        Assert.True(await host.Get<GradeOutbox>().RetryParkedAsync(LearningHost.Class, Work("ana"), "link-1", Ct));
        await TickAsync();

        Assert.Equal(GradeFaults.ChangedInLms.Code, Assert.Single(await LedgersAsync()).ParkedCode);
        Assert.Empty(lms.Stored);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_withdrawn_on_its_way_is_known_to_be_in_the_gradebook_and_taken_for_nobody_elses_grade(bool handedInBefore)
    {
        await JoinAsync("ana");
        if (handedInBefore)
        {
            await HappenAsync("ana", new HandedIn(host.Clock.GetUtcNow()));
            await TickAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        await HappenAsync("ana", new Accepted(host.Clock.GetUtcNow(), new TeacherLevels([3])));
        lms.Meanwhile = async () =>
        {
            var batch = new Batch(LearningHost.Class.Partition);
            await host.Get<GradeOutbox>().WithdrawAsync(batch, LearningHost.Class, Work("ana"), Ct);
            Assert.True((await host.Store.CommitAsync(batch, Ct)).Committed);
        };
        await TickAsync();

        var ledger = Assert.Single(await LedgersAsync());
        Assert.Equal((5m, 5m, true), (ledger.Last?.ScoreGiven, ledger.Posted?.ScoreGiven, ledger.PostedAt is not null));

        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await HappenAsync("ana", new Accepted(host.Clock.GetUtcNow(), new TeacherLevels([2])));
        await TickAsync();

        Assert.Null(Assert.Single(await LedgersAsync()).ParkedCode);
        Assert.Equal([5m, 3.33m], lms.Stored.Where(score => score.Given is not null).Select(score => score.Given!.Value));
    }

    [Fact]
    public async Task Where_the_tool_may_not_read_results_nothing_is_read()
    {
        await ChangePlacementAsync(placement => placement with { MayReadResults = false });
        await JoinAsync("ana");
        await HappenAsync("ana", new HandedIn(host.Clock.GetUtcNow()));
        await TickAsync();
        await HappenAsync("ana", new Accepted(host.Clock.GetUtcNow(), new TeacherLevels([3])));
        await TickAsync();

        Assert.Equal((2, 0), (lms.Stored.Count, lms.Reads));
    }

    [Fact]
    public async Task Nothing_is_sent_for_the_student_view()
    {
        await JoinAsync("ana", isTestUser: true);
        await HappenAsync("ana", new HandedIn(host.Clock.GetUtcNow()));

        await TickAsync();

        Assert.Empty(lms.Answers);
    }

    private static WorkId Work(string student) => new("activity-link-1", WorkId.FirstRound, new LearnerId(student));

    private async Task JoinAsync(string student, bool isTestUser = false)
        => await host.Store.CommitAsync(
            new Batch(LearningHost.Class.Partition).Insert(
                ClassDocuments.Member, ClassKeys.Member(new LearnerId(student)), new ClassMember { Subject = student, Role = CourseRole.Learner, IsTestUser = isTestUser }),
            Ct);

    private async Task HappenAsync(string student, GradeEvent happened)
    {
        var batch = new Batch(LearningHost.Class.Partition);
        Assert.True(await host.Get<GradeOutbox>().AddAsync(batch, LearningHost.Class, Work(student), "link-1", activity, happened, Ct));
        Assert.True((await host.Store.CommitAsync(batch, Ct)).Committed);
    }

    private async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += step ?? TimeSpan.FromMinutes(1))
        {
            host.Clock.Advance(step ?? TimeSpan.FromMinutes(1));
            await TickAsync();
        }
    }

    private Task TickAsync() => host.Services.GetServices<IJob>().Single(job => job.Name == "send-due-grades").RunAsync(host.Clock.GetUtcNow().AddMinutes(1), Ct);

    private async Task<List<GradeLedger>> LedgersAsync()
    {
        var ledgers = new List<GradeLedger>();
        await foreach (var ledger in host.Store.ReadAllAsync(GradeDocuments.Ledger, LearningHost.Class.Partition, GradeKeys.Ledgers("activity-link-1", WorkId.FirstRound), Ct))
        {
            ledgers.Add(ledger.Value);
        }

        return ledgers;
    }

    private async Task<Stored<Placement>> PlacementAsync()
        => (await host.Store.FindAsync(ClassDocuments.Placement, LearningHost.Class.Partition, ClassKeys.Placement("link-1"), Ct))!;

    private async Task ChangePlacementAsync(Func<Placement, Placement> change)
    {
        var placement = await PlacementAsync();
        await host.Store.CommitAsync(new Batch(LearningHost.Class.Partition).Replace(ClassDocuments.Placement, placement, change(placement.Value)), Ct);
    }
}
