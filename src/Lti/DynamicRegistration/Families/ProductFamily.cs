using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Lti.DynamicRegistration.Families;

/// <summary>
/// What one vendor's platforms need differently in a registration; what is not overridden is the general form. Domains are those that a vendor is
/// known to spread its endpoints over.
/// </summary>
internal abstract class ProductFamily
{
    private static readonly IReadOnlyDictionary<string, ProductFamily> Known = new Dictionary<string, ProductFamily>
    {
        ["canvas"] = new Canvas(),
        ["moodle"] = new Moodle(),
        ["brightspace"] = new Brightspace(),
        ["blackboard"] = new Blackboard(),
    };

    private static readonly ProductFamily Any = new AnyPlatform();

    /// <summary>Domains whose hosts all belong to the vendor.</summary>
    protected virtual IReadOnlyList<string> Domains => [];

    /// <summary>The family of a product's short name; any other gets the generic form.</summary>
    public static ProductFamily Of(string name) => Known.GetValueOrDefault(name, Any);

    /// <summary>True for a host of the vendor itself, over https on the usual port.</summary>
    public bool Owns(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort
        && Domains.Any(domain => address.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || address.IdnHost.EndsWith('.' + domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>The account that registers, where the platform's part of the configuration says so.</summary>
    public virtual string? AccountOf(JsonElement platformPart) => null;

    /// <summary>True when the platform keeps this custom value as it is.</summary>
    public virtual bool Keeps(string customValue) => true;

    /// <summary>Custom values that only this vendor's platforms can fill in.</summary>
    public virtual IReadOnlyDictionary<string, string> Custom => new Dictionary<string, string>();

    /// <summary>The messages the tool takes, in the order a platform should list them.</summary>
    public virtual IEnumerable<JsonObject> Messages(ToolProfile tool, string launch) =>
    [
        new JsonObject { ["type"] = RegistrationBody.ResourceLink, ["target_link_uri"] = launch, ["label"] = tool.Name },
        new JsonObject
        {
            ["type"] = RegistrationBody.DeepLinking,
            ["target_link_uri"] = launch,
            ["label"] = tool.Label,
            ["placements"] = RegistrationBody.Array(["ContentArea"]),
        },
        new JsonObject { ["type"] = RegistrationBody.SubmissionReview, ["target_link_uri"] = launch, ["label"] = tool.Name },
    ];

    /// <summary>The last word on the LTI part.</summary>
    public virtual void Finish(JsonObject configuration, ToolProfile tool, Access access)
    {
    }

    private sealed class AnyPlatform : ProductFamily;
}
