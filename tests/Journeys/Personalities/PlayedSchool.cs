using System.Text.Json;
using Integration.Lti.Registrations;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Personalities;
using Integration.Tests.Sandbox;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>An activity in a course, as the LMS holds it after the picker's answer.</summary>
internal sealed record Placed(string Course, string Link, string Title, JsonElement Answer);

/// <summary>The practice school while it plays one LMS, with the real tool beside it.</summary>
internal sealed class PlayedSchool : IAsyncDisposable
{
    private PlayedSchool(PracticeSchool school, Personality lms, LmsClient teacher) => (School, Lms, Teacher) = (school, lms, teacher);

    internal PracticeSchool School { get; }

    internal Personality Lms { get; }

    /// <summary>The teacher of the first two courses.</summary>
    internal LmsClient Teacher { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task<PlayedSchool> StartAsync(Personality lms)
    {
        var school = await PracticeSchool.StartAsync(lms: lms.Key);
        return new PlayedSchool(school, lms, await school.BecomeAsync("t1"));
    }

    internal Task<LmsClient> BecomeAsync(string person) => School.BecomeAsync(person);

    /// <summary>Adds an activity through the tool's picker.</summary>
    internal async Task<Placed> AddAsync(string title, string course = "c1", LmsClient? by = null, string template = "science-lab", params (string Name, string Value)[] changes)
    {
        var (link, answer) = await School.PickAsync(by ?? Teacher, course, template, [("title.en", title), .. changes]);
        return new Placed(course, link, title, PracticeDistrict.Claims(answer));
    }

    /// <summary>The column of an activity.</summary>
    internal async Task<string> ColumnAsync(Placed placed) => (await Teacher.GradebookAsync(placed.Course)).Columns.Single(column => column.Link == placed.Link).Id;

    /// <summary>What the LMS holds for a student in an activity's column; null for nothing.</summary>
    internal async Task<Score?> HeldAsync(Placed placed, string student)
    {
        var column = await ColumnAsync(placed);
        return School.Scores(placed.Course).SingleOrDefault(score => score.Item == column && score.Person == student);
    }

    /// <summary>Waits until the LMS holds it.</summary>
    internal Task<Score> ArrivesAsync(Placed placed, string student, Func<Score, bool>? isIt = null)
        => PracticeSchool.EventuallyAsync(async () =>
        {
            await School.TickAsync();
            return await HeldAsync(placed, student) is { } held && (isIt?.Invoke(held) ?? true) ? held : null;
        });

    /// <summary>The claims of a launch of the activity.</summary>
    internal static async Task<JsonElement> ClaimsAsync(LmsClient person, string link) => PracticeDistrict.Claims(await person.OpenActivityAsync(link));

    /// <summary>What the tool knows of this LMS.</summary>
    internal async Task<Registration> RegistrationAsync()
    {
        var issuer = Lms.SharedIssuer ?? School.Lms.GetLeftPart(UriPartial.Authority);
        return Assert.Single(await School.Services.GetRequiredService<IPlatformRegistry>().FindByIssuerAsync(issuer, Lms.ClientId, Ct));
    }

    public async ValueTask DisposeAsync()
    {
        Teacher.Dispose();
        await School.DisposeAsync();
    }
}
