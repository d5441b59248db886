namespace Integration.Lti.Quirks;

/// <summary>The products whose habits this tool knows, for whoever registers a platform.</summary>
public static class KnownProducts
{
    /// <summary>Short names, such as <c>canvas</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ProductQuirks.Names];

    /// <summary>The short name for a product family code as platforms write it; null when no habits of it are known.</summary>
    public static string? NameOf(string? familyCode) => ProductQuirks.Find(familyCode)?.Name;

    /// <summary>The audience of token requests where a product has one of its own; null where it is the token address.</summary>
    public static string? TokenAudienceOf(string? familyCode) => ProductQuirks.Find(familyCode)?.TokenAudience;
}
