using Integration.Learning.Pages;

namespace Integration.Learning.Sessions;

/// <summary>The words a session is spoken to in.</summary>
public static class SessionWords
{
    /// <summary>The person's language and the school's time zone.</summary>
    public static Words Words(this Session session) => new(session.Language, TimeZoneInfo.FindSystemTimeZoneById(session.TimeZone));
}
