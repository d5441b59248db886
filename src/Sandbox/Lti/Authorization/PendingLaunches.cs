using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.Lti.Registrations;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;
using Integration.Sandbox.Settings;

namespace Integration.Sandbox.Lti.Authorization;

/// <summary>What somebody is about to open: kept behind <c>lti_message_hint</c> until the tool asks for it.</summary>
/// <param name="Link">The activity; null for the picker.</param>
/// <param name="Review">The gradebook cell whose work is wanted; null for the activity itself.</param>
internal sealed record PendingLaunch(string Id, string Session, string Person, string Course, string? Link, ReviewedCell? Review);

/// <summary>One student's cell of one column.</summary>
internal sealed record ReviewedCell(string Item, string Student);

/// <summary>
/// Launches between login initiation and authorization. A hint works for ten minutes and in its own session only; within that it may be
/// used again, because a tool that finds itself without storage starts the same login anew in its own window.
/// </summary>
internal sealed class PendingLaunches(LmsDatabase database, TimeProvider clock, Switches switches, PlayedLms played, ToolRegistrations tools)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Begins a launch and returns the fields of the login initiation (Security Framework 1.0, 5.1.1.1).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Begin(Visitor visitor, Course course, Link? link, ReviewedCell? review = null, string? target = null)
    {
        var now = clock.GetUtcNow();
        var id = Secret.Make();
        database.ExecuteAll(
        [
            ("DELETE FROM launches WHERE expires < $now", [("now", now.ToUnixTimeSeconds())]),
            (
                "INSERT INTO launches (id, session, person, course, link, expires) VALUES ($id, $session, $person, $course, $link, $expires)",
                [
                    ("id", id), ("session", visitor.Session), ("person", visitor.Person.Id), ("course", course.Id), ("link", link?.Id),
                    ("expires", (now + Life).ToUnixTimeSeconds()),
                ]),
            .. review is null ? [] : new[]
            {
                (
                    "INSERT INTO launches_for (launch, item, student) VALUES ($id, $item, $student)",
                    new (string, object?)[] { ("id", id), ("item", review.Item), ("student", review.Student) }),
            },
        ]);

        var tool = tools.Current;
        List<KeyValuePair<string, string>> fields =
        [
            new("iss", tool.Issuer),
            new("login_hint", visitor.Person.Subject),
            new("target_link_uri", target ?? link?.Url ?? tool.LaunchUri),
            new("lti_message_hint", id),
            new("client_id", tool.ClientId),
            new("lti_deployment_id", tool.DeploymentId),
        ];
        var lms = played.Current;
        if (switches.OffersStorage && lms.StorageTarget is { } storage)
        {
            fields.Add(new("lti_storage_target", storage));
        }

        return [.. lms.LoginFields(fields)];
    }

    /// <summary>The launch behind a hint, if it is this session's and not too old; gone with that where hints work once.</summary>
    public PendingLaunch? Find(string? hint, Visitor visitor)
    {
        var launch = Held(hint, visitor);
        return launch is null || !played.Current.HintsWorkOnce || database.Execute("DELETE FROM launches WHERE id = $id", ("id", launch.Id)) == 1 ? launch : null;
    }

    private PendingLaunch? Held(string? hint, Visitor visitor) => database.Query(
        """
        SELECT id, session, person, course, link, item, student FROM launches LEFT JOIN launches_for ON launch = id
        WHERE id = $id AND session = $session AND person = $person AND expires >= $now
        """,
        r => new PendingLaunch(
            r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.Text(4), r.Text(5) is { } item ? new ReviewedCell(item, r.GetString(6)) : null),
        ("id", hint),
        ("session", visitor.Session),
        ("person", visitor.Person.Id),
        ("now", clock.GetUtcNow().ToUnixTimeSeconds())).FirstOrDefault();
}
