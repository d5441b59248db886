using Integration.Sandbox.Database;

namespace Integration.Sandbox.People;

/// <summary>Who the browser is: a random cookie, kept as a hash.</summary>
internal sealed class Sessions(LmsDatabase database, School school)
{
    public const string Cookie = "practice_lms";

    // Cross-site by design: the frame's requests, and above all the posted deep-linking answer, come from the tool's site.
    private static readonly CookieOptions Options = new()
    {
        HttpOnly = true,
        Secure = true,
        SameSite = SameSiteMode.None,
        Path = "/",
        MaxAge = TimeSpan.FromDays(30),
    };

    public Visitor? Of(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } value)
        {
            return null;
        }

        var hash = Secret.Hash(value);
        var (person, actor) = database.Query(
            "SELECT s.person, a.person FROM sessions s LEFT JOIN acting a ON a.hash = s.hash WHERE s.hash = $hash", r => (r.GetString(0), r.Text(1)), ("hash", hash)).FirstOrDefault();
        return school.Find(person) is { } found ? new Visitor(hash, found) { ActedBy = school.Find(actor) } : null;
    }

    /// <summary>Makes the browser this person, in a new session; the old one ends. An administrator may act under the person's name and stay who she is.</summary>
    public void Begin(HttpContext context, Person person, Person? actor = null)
    {
        if (Of(context) is { } old)
        {
            database.Execute("DELETE FROM sessions WHERE hash = $hash", ("hash", old.Session));
        }

        var value = Secret.Make();
        database.Execute("INSERT INTO sessions (hash, person) VALUES ($hash, $person)", ("hash", Secret.Hash(value)), ("person", person.Id));
        if (actor is not null)
        {
            database.Execute("INSERT INTO acting (hash, person) VALUES ($hash, $person)", ("hash", Secret.Hash(value)), ("person", actor.Id));
        }

        context.Response.Cookies.Append(Cookie, value, Options);
    }

    /// <summary>Leaves a sentence for the visitor's next page.</summary>
    public void Leave(Visitor visitor, string notice) =>
        database.Execute("UPDATE sessions SET notice = $notice WHERE hash = $hash", ("notice", notice), ("hash", visitor.Session));

    /// <summary>Takes the sentence left for the visitor, once.</summary>
    public string? Take(Visitor visitor)
    {
        var notice = database.Query("SELECT notice FROM sessions WHERE hash = $hash", r => r.Text(0), ("hash", visitor.Session)).FirstOrDefault();
        if (notice is not null)
        {
            database.Execute("UPDATE sessions SET notice = NULL WHERE hash = $hash", ("hash", visitor.Session));
        }

        return notice;
    }
}
