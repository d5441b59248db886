using System.Text.Json;
using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Lti.Quirks;

/// <summary>
/// What one product does otherwise than the specifications say, one file per product. The general path asks here at each place where some product is known to
/// differ; what a product does not override is the specification's way. Chosen by the registration, never by what an answer looks like.
/// </summary>
internal abstract class ProductQuirks
{
    private static readonly ProductQuirks Plain = new NoQuirks();
    private static readonly ProductQuirks[] Products = [new Canvas(), new Schoology(), new Moodle(), new Brightspace(), new Blackboard(), new Sakai()];

    /// <summary>The products there is a file for.</summary>
    public static IReadOnlyList<ProductQuirks> Known => Products;

    /// <summary>The product's short name, as an admin writes it.</summary>
    public abstract string Name { get; }

    /// <summary>What the product calls itself in <c>tool_platform.product_family_code</c>, beside its short name.</summary>
    protected virtual IReadOnlyList<string> FamilyCodes => [];

    /// <summary>Issuers that all customers of the product share.</summary>
    protected virtual IReadOnlyList<string> Issuers => [];

    /// <summary>False where the product has no dynamic registration.</summary>
    public virtual bool RegistersItself => true;

    /// <summary>The audience of token requests; null where it is the token address.</summary>
    public virtual string? TokenAudience => null;

    /// <summary>True where the hints of a login are good for one launch only, so that a second window can't begin again with them.</summary>
    public virtual bool HintsWorkOnce => false;

    /// <summary>Where the product's storage is, when its logins do not say; null where a login without <c>lti_storage_target</c> has none.</summary>
    public virtual string? StorageTarget => null;

    /// <summary>False where the results service, asked for one student, leaves things out.</summary>
    public virtual bool FiltersResults => true;

    /// <summary>False where a gradebook opens work in a way of its own and sends no submission review.</summary>
    public virtual bool ReviewsSubmissions => true;

    /// <summary>The <c>sub</c> of deep linking responses; null for none.</summary>
    public virtual string? DeepLinkingSubject(Registration registration) => null;

    /// <summary>A <c>Link</c> header as RFC 8288 would have it.</summary>
    public virtual string StraightenLink(string header) => header;

    /// <summary>What an answer that is no success means, where the product means something of its own by it.</summary>
    public virtual FaultKind? FaultOf(ServiceAnswer answer, ServiceRequest request) => null;

    /// <summary>False for a score that the product is known to mishandle: it is not sent.</summary>
    public virtual bool Takes(Score score) => true;

    /// <summary>Members that the product adds to a score.</summary>
    public virtual void WriteExtensions(Utf8JsonWriter json, Score score)
    {
    }

    /// <summary>The quirks of a registration: by its product if that is known, else by its issuer.</summary>
    public static ProductQuirks Of(Registration registration) => Of(registration, registration.ProductFamily);

    /// <summary>The quirks of a registration whose launch names its product itself. What the registration says outweighs it.</summary>
    public static ProductQuirks Of(Registration registration, string? familyCode)
        => Find(registration.ProductFamily ?? familyCode) ?? FindByIssuer(registration.Issuer) ?? Plain;

    /// <summary>The product of this name or code; null for an unknown one.</summary>
    public static ProductQuirks? Find(string? familyCode)
        => Array.Find(Products, product => product.FamilyCodes.Append(product.Name).Contains(familyCode, StringComparer.OrdinalIgnoreCase));

    /// <summary>The product whose customers share this issuer, or null.</summary>
    public static ProductQuirks? FindByIssuer(string issuer) => Array.Find(Products, product => product.Issuers.Contains(issuer));

    private sealed class NoQuirks : ProductQuirks
    {
        public override string Name => "other";
    }
}
