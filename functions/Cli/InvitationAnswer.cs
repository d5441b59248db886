using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Learning.Install.Invitations;

namespace Integration.Functions.Cli;

/// <summary>An invitation as <c>--json</c> prints it; the URL stands there only when it was just made.</summary>
internal sealed record InvitationAnswer(string Id, string District, string? Family, DateTimeOffset Expires, string State, string? Platform, string? Url = null)
{
    internal static InvitationAnswer Of(Invitation invitation, DateTimeOffset now) =>
        new(invitation.Id, invitation.District, invitation.Family, invitation.Expires, StateOf(invitation, now), invitation.Platform);

    internal static string StateOf(Invitation invitation, DateTimeOffset now) => invitation switch
    {
        { Platform: not null } => "used",
        { Expires: var end } when end <= now => "expired",
        _ => "open",
    };
}

[JsonSerializable(typeof(IReadOnlyList<InvitationAnswer>))]
internal sealed partial class InvitationAnswerJson : JsonSerializerContext
{
    /// <summary>For terminals and scripts.</summary>
    internal static InvitationAnswerJson Plain { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
