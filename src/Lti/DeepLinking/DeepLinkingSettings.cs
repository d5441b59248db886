namespace Integration.Lti.DeepLinking;

/// <summary>
/// What the platform accepts in return (<c>deep_linking_settings</c> claim).
/// See <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-settings">Deep Linking 4.4.1</see>.
/// </summary>
public sealed record DeepLinkingSettings
{
    /// <summary>Where the signed response is posted by the browser, in the window that was asked.</summary>
    public required Uri ReturnUrl { get; init; }

    /// <summary>Content item types the platform takes.</summary>
    public required IReadOnlyList<string> AcceptTypes { get; init; }

    /// <summary>How items may be shown (<c>iframe</c>, <c>window</c>, <c>embed</c>); empty when the platform did not say.</summary>
    public IReadOnlyList<string> AcceptPresentationTargets { get; init; } = [];

    /// <summary>Media types of files the platform takes, such as <c>image/*</c>; empty when any.</summary>
    public IReadOnlyList<string> AcceptMediaTypes { get; init; } = [];

    /// <summary>True when several items may be returned at once.</summary>
    public bool AcceptMultiple { get; init; }

    /// <summary>False: a line item would be ignored; true: it is created; null: unknown.</summary>
    public bool? AcceptLineItem { get; init; }

    /// <summary>True when the platform stores what comes back without asking the person again.</summary>
    public bool AutoCreate { get; init; }

    /// <summary>Opaque; must be echoed unchanged when present.</summary>
    public string? Data { get; init; }

    /// <summary>A default title for the item.</summary>
    public string? Title { get; init; }

    /// <summary>A default description for the item.</summary>
    public string? Text { get; init; }

    /// <summary>True when the platform takes items of this type.</summary>
    public bool Takes(string type) => AcceptTypes.Contains(type, StringComparer.Ordinal);

    /// <summary>What of <paramref name="items"/> the platform takes, in order: other types left out, one alone where one was asked for, and every item without what would be ignored.</summary>
    public IReadOnlyList<ContentItem> Admit(IReadOnlyList<ContentItem> items)
        => [.. items.Where(Takes).Select(Fit).Take(AcceptMultiple ? int.MaxValue : 1)];

    private bool Takes(ContentItem item) => Takes(item.Type) && (item is not FileItem { MediaType: { } type } || TakesMedia(type));

    private bool TakesMedia(string mediaType)
        => AcceptMediaTypes.Count == 0
            || AcceptMediaTypes.Any(taken => taken is "*/*"
                || taken.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
                || (taken.EndsWith("/*", StringComparison.Ordinal) && mediaType.StartsWith(taken[..^1], StringComparison.OrdinalIgnoreCase)));

    private ContentItem Fit(ContentItem item) => item switch
    {
        LinkItem link => link with
        {
            Embed = May("embed") ? link.Embed : null,
            Iframe = May("iframe") ? link.Iframe : null,
            Window = May("window") ? link.Window : null,
        },
        LtiLinkItem link => link with
        {
            Iframe = May("iframe") ? link.Iframe : null,
            Window = May("window") ? link.Window : null,
            LineItem = AcceptLineItem == false ? null : link.LineItem,
        },
        _ => item,
    };

    private bool May(string target) => AcceptPresentationTargets.Count == 0 || AcceptPresentationTargets.Contains(target, StringComparer.Ordinal);
}
