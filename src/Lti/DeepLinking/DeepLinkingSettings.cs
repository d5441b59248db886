namespace Integration.Lti.DeepLinking;

/// <summary>
/// What the platform accepts in return (<c>deep_linking_settings</c> claim).
/// See <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings">Deep Linking 4.4.1</see>.
/// </summary>
/// <param name="ReturnUrl">Where the signed response is posted by the browser.</param>
/// <param name="AcceptTypes">Content item types the platform takes.</param>
/// <param name="AcceptMultiple">True when several items may be returned at once.</param>
/// <param name="AcceptLineItem">False: a line item would be ignored; true: it is created; null: unknown.</param>
/// <param name="Data">Opaque; must be echoed unchanged when present.</param>
/// <param name="Title">A default title for the item.</param>
/// <param name="Text">A default description.</param>
public sealed record DeepLinkingSettings(
    Uri ReturnUrl,
    IReadOnlyList<string> AcceptTypes,
    bool AcceptMultiple,
    bool? AcceptLineItem,
    string? Data,
    string? Title,
    string? Text);

/// <summary>An LTI link to be placed (<c>ltiResourceLink</c> content item).</summary>
/// <param name="Url">The launch address; null means the tool's default.</param>
/// <param name="Title">What the course shows.</param>
/// <param name="Text">A plain-text description.</param>
/// <param name="Custom">Values that come back on every launch of this link; keys are lower case.</param>
/// <param name="LineItem">The gradebook column to make with it, or null for none.</param>
public sealed record ContentItem(
    Uri? Url,
    string Title,
    string? Text,
    IReadOnlyDictionary<string, string> Custom,
    ContentItemLineItem? LineItem);

/// <summary>A line item declared with a content item.</summary>
/// <param name="Label">The column's name.</param>
/// <param name="ScoreMaximum">Above zero.</param>
/// <param name="ResourceId">The tool's own id; kept on copies.</param>
/// <param name="Tag">The tool's own mark; kept on copies.</param>
public sealed record ContentItemLineItem(string Label, decimal ScoreMaximum, string? ResourceId, string? Tag);
