using System.Text.Json;
using Integration.Lti.Services;

namespace Integration.Lti.DynamicRegistration;

/// <summary>What the platform made of a registration.</summary>
/// <param name="ClientId">The client id it gave this tool.</param>
/// <param name="Granted">The scopes it granted; null when it did not say.</param>
/// <param name="DeploymentId">The deployment it made at once (Moodle, Brightspace); null when one comes later (Canvas).</param>
public sealed record RegistrationAnswer(string ClientId, IReadOnlyList<string>? Granted, string? DeploymentId)
{
    private const int LongestId = 255;

    /// <summary>Null when there is no usable client id.</summary>
    internal static RegistrationAnswer? Read(JsonElement json)
    {
        if (Id(json.Text("client_id")) is not { } clientId)
        {
            return null;
        }

        var part = json.TryGetProperty(RegistrationBody.ToolPart, out var tool) ? tool : default;
        return new RegistrationAnswer(
            clientId,
            json.Text("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Id(part.Text("deployment_id")));
    }

    private static string? Id(string? text) => text is { Length: <= LongestId } && !text.Any(char.IsControl) ? text : null;
}
