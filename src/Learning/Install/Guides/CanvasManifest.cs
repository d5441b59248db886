using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Learning.Install.Registering;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.DynamicRegistration.Families;

namespace Integration.Learning.Install.Guides;

/// <summary>The JSON that a Canvas developer key is made from; anonymous and with the gradebook alone unless more is wanted.</summary>
internal static class CanvasManifest
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an address asks for: the gradebook when it says nothing, else exactly what it lists.</summary>
    public static Access Wanted(IReadOnlyList<string?> listed)
    {
        if (listed.Count == 0)
        {
            return Access.Gradebook;
        }

        var names = listed.SelectMany(entry => (entry ?? "").Split(',')).ToHashSet(StringComparer.Ordinal);
        return AccessBoxes.Ticked(AccessBoxes.ByHand, names.Contains);
    }

    /// <summary>The query that asks for it; "" for the default.</summary>
    public static string QueryOf(Access access) => access switch
    {
        Access.Gradebook => "",
        Access.None => "?with=none",
        _ => "?with=" + string.Join(',', AccessBoxes.ByHand.Where(box => access.HasFlag(box.Access)).Select(box => box.Name)),
    };

    /// <summary>The document.</summary>
    public static string Write(Uri publicUrl, Access access)
    {
        var tool = OwnProfile.Of(publicUrl).For("canvas", access);
        var launch = new Uri(publicUrl, LtiRoutes.Launch).AbsoluteUri;
        var custom = new JsonObject();
        foreach (var (name, value) in tool.Custom.Concat(CanvasPlacement.Custom))
        {
            custom[name] = value;
        }

        var document = new JsonObject
        {
            ["title"] = tool.Name,
            ["description"] = tool.Description,
            ["target_link_uri"] = launch,
            ["oidc_initiation_url"] = new Uri(publicUrl, LtiRoutes.Login).AbsoluteUri,
            ["public_jwk_url"] = new Uri(publicUrl, LtiRoutes.Jwks).AbsoluteUri,
            ["scopes"] = new JsonArray([.. AccessMap.Scopes(access).Select(scope => (JsonNode)scope)]),
            ["custom_fields"] = custom,
            ["extensions"] = new JsonArray(new JsonObject
            {
                ["domain"] = publicUrl.Authority,
                ["tool_id"] = tool.Id,
                ["platform"] = "canvas.instructure.com",
                ["privacy_level"] = CanvasPlacement.PrivacyLevel(access),
                ["settings"] = new JsonObject
                {
                    ["text"] = tool.Name,
                    ["icon_url"] = tool.LogoUri.AbsoluteUri,
                    ["selection_width"] = 900,
                    ["selection_height"] = 700,
                    ["placements"] = new JsonArray([.. CanvasPlacement.All.Select(placement => Placement(placement, tool, launch))]),
                },
            }),
        };
        return document.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Placement(CanvasPlacement placement, ToolProfile tool, string launch)
    {
        var written = new JsonObject
        {
            ["placement"] = placement.Name,
            ["enabled"] = true,
            ["message_type"] = placement.IsDeepLinking ? "LtiDeepLinkingRequest" : "LtiResourceLinkRequest",
            ["target_link_uri"] = launch,
            ["text"] = tool.Name,
            ["icon_url"] = tool.LogoUri.AbsoluteUri,
        };
        if (placement.Visibility is { } visibility)
        {
            written["visibility"] = visibility;
        }

        if (placement.IsHiddenAtFirst)
        {
            written["default"] = "disabled";
        }

        return written;
    }
}
