using Integration.Sandbox.Database;
using Integration.Sandbox.Lti.Registrations;

namespace Integration.Sandbox.Lti.Notices;

/// <summary>Where each tool wants its notices: one address for a type.</summary>
internal sealed class NoticeHandlers(LmsDatabase database)
{
    public const string ContextCopy = "LtiContextCopyNotice";

    /// <summary>The types of notice that this LMS sends.</summary>
    public static IReadOnlyList<string> Types { get; } = [ContextCopy];

    /// <summary>The address for a type; null where the tool wants none.</summary>
    public string? Find(ToolRegistration tool, string type) => database.Query(
        "SELECT handler FROM notice_handlers WHERE client = $client AND type = $type", r => r.GetString(0), ("client", tool.ClientId), ("type", type)).FirstOrDefault();

    /// <summary>From now on notices of the type go there; nowhere for "".</summary>
    public void Set(ToolRegistration tool, string type, string handler)
    {
        if (handler.Length == 0)
        {
            database.Execute("DELETE FROM notice_handlers WHERE client = $client AND type = $type", ("client", tool.ClientId), ("type", type));
            return;
        }

        database.Execute(
            "INSERT INTO notice_handlers (client, type, handler) VALUES ($client, $type, $handler) ON CONFLICT (client, type) DO UPDATE SET handler = excluded.handler",
            ("client", tool.ClientId),
            ("type", type),
            ("handler", handler));
    }
}
