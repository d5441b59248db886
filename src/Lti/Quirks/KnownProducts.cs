using Integration.Lti.Registrations;

namespace Integration.Lti.Quirks;

/// <summary>The products this tool knows by name, for whoever registers a platform.</summary>
public static class KnownProducts
{
    /// <summary>Short names, such as <c>canvas</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ProductQuirks.Known.Select(product => product.Name)];

    /// <summary>Short names of those that can register themselves (dynamic registration).</summary>
    public static IReadOnlyList<string> SelfRegistering { get; } = [.. ProductQuirks.Known.Where(product => product.RegistersItself).Select(product => product.Name)];

    /// <summary>The short name for a product family code as platforms write it; null for an unknown one.</summary>
    public static string? NameOf(string? familyCode) => ProductQuirks.Find(familyCode)?.Name;

    /// <summary>The audience of token requests where a product has one of its own; null where it is the token address.</summary>
    public static string? TokenAudienceOf(string? familyCode) => ProductQuirks.Find(familyCode)?.TokenAudience;

    /// <summary>True for an issuer that says which product it is but not which school, because all of them share it.</summary>
    public static bool IsShared(string issuer) => ProductQuirks.FindByIssuer(issuer) is not null;

    /// <summary>False where a line item need not say how a student's work opens from the gradebook, since its product would not ask.</summary>
    public static bool ReviewsSubmissions(Registration registration) => ProductQuirks.Of(registration).ReviewsSubmissions;
}
