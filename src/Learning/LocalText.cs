namespace Integration.Learning;

/// <summary>A sentence in the product's two languages. Spanish may be missing where a teacher wrote only one; English then stands in.</summary>
public sealed record LocalText(string En, string? Es = null)
{
    /// <summary>The sentence in a language (<c>en</c> or <c>es</c>), with the language it is really in.</summary>
    public (string Text, string Language) In(string language) => language == "es" && !string.IsNullOrEmpty(Es) ? (Es, "es") : (En, "en");

    /// <summary>The sentence alone.</summary>
    public string For(string language) => In(language).Text;
}
