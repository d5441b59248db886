using Integration.Lti.DynamicRegistration.Families;

namespace Integration.Lti.DynamicRegistration;

/// <summary>The vendors whose platforms are known by name.</summary>
public static class ProductFamilies
{
    /// <summary>Their names, as an admin writes them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["canvas", "moodle", "brightspace", "blackboard", "sakai"];

    /// <summary>The name for a <c>product_family_code</c>; an unknown code is its own name.</summary>
    public static string NameOf(string code) => ProductFamily.Of(code).Name is { Length: > 0 } name ? name : code;
}
