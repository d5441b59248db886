using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Lti.Services;

namespace Integration.Lti.DynamicRegistration.Families;

/// <summary>
/// Canvas. One placement stands once and has one message type; keys of its own say where a link shows and how much privacy the tool leaves; a generic body
/// without them is refused (<see href="https://github.com/Cvmcosta/ltijs/issues/239">ltijs 239</see>,
/// <see href="https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.registration">Canvas: Registration</see>, read 2026-11-24).
/// </summary>
internal sealed class Canvas : ProductFamily
{
    private const string Own = "https://canvas.instructure.com/lti/";

    // Issuer and keys on instructure.com, login on canvaslms.com, and every school a host of its own under the first.
    protected override IReadOnlyList<string> Domains => ["instructure.com", "canvaslms.com"];

    public override string? AccountOf(JsonElement platformPart) => platformPart.Text(Own + "account_name");

    public override IReadOnlyDictionary<string, string> Custom => CanvasPlacement.Custom;

    public override IEnumerable<JsonObject> Messages(ToolProfile tool, string launch) =>
    [
        .. CanvasPlacement.All.Select(placement =>
        {
            var message = new JsonObject
            {
                ["type"] = placement.IsDeepLinking ? RegistrationBody.DeepLinking : RegistrationBody.ResourceLink,
                ["target_link_uri"] = launch,
                ["label"] = placement.IsDeepLinking ? tool.Label : tool.Name,
                ["icon_uri"] = tool.LogoUri.AbsoluteUri,
                ["placements"] = RegistrationBody.Array([placement.Name]),
            };
            if (placement.IsHiddenAtFirst)
            {
                message[Own + placement.Name + "/default_enabled"] = false;
            }

            if (placement.Visibility is { } visibility)
            {
                message[Own + "visibility"] = visibility;
            }

            return message;
        }),
    ];

    public override void Finish(JsonObject configuration, ToolProfile tool, Access access)
    {
        configuration[Own + "privacy_level"] = CanvasPlacement.PrivacyLevel(access);
        configuration[Own + "tool_id"] = tool.Id;
    }
}
