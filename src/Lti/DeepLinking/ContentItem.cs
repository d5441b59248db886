using System.Collections.ObjectModel;
using System.Text.Json;
using Integration.Lti.Services;

namespace Integration.Lti.DeepLinking;

/// <summary>
/// Something to place in a course, of one of the five types of
/// <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#content-item-types">Deep Linking 3</see>.
/// </summary>
public abstract record ContentItem
{
    private protected ContentItem()
    {
    }

    /// <summary>The type as the message names it.</summary>
    public abstract string Type { get; }

    /// <summary>What the course shows.</summary>
    public string? Title { get; init; }

    /// <summary>A plain-text description.</summary>
    public string? Text { get; init; }

    /// <summary>Members of a vendor's own; each is keyed by a full address.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;
}

/// <summary>An LTI link that launches this tool (<c>ltiResourceLink</c>).</summary>
public sealed record LtiLinkItem : ContentItem
{
    /// <summary>The type's name.</summary>
    public const string TypeName = "ltiResourceLink";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The launch address; null means the tool's default.</summary>
    public Uri? Url { get; init; }

    /// <summary>A small picture.</summary>
    public ItemImage? Icon { get; init; }

    /// <summary>A larger one.</summary>
    public ItemImage? Thumbnail { get; init; }

    /// <summary>How to open it in a window.</summary>
    public ItemWindow? Window { get; init; }

    /// <summary>How to open it in a frame.</summary>
    public ItemFrame? Iframe { get; init; }

    /// <summary>Values that come back on every launch of this link; keys are lower case, since Schoology makes them so.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The gradebook column to make with it, or null for none.</summary>
    public ItemLineItem? LineItem { get; init; }

    /// <summary>From when until when students may open it.</summary>
    public ItemDates? Available { get; init; }

    /// <summary>From when until when work may be handed in; its end is the due date.</summary>
    public ItemDates? Submission { get; init; }
}

/// <summary>A web page (<c>link</c>).</summary>
public sealed record LinkItem(Uri Url) : ContentItem
{
    /// <inheritdoc/>
    public override string Type => "link";

    /// <summary>A small picture.</summary>
    public ItemImage? Icon { get; init; }

    /// <summary>A larger one.</summary>
    public ItemImage? Thumbnail { get; init; }

    /// <summary>HTML that shows the page in place.</summary>
    public string? Embed { get; init; }

    /// <summary>How to open it in a window.</summary>
    public ItemWindow? Window { get; init; }

    /// <summary>How to open it in a frame; it names its own address.</summary>
    public ItemFrame? Iframe { get; init; }
}

/// <summary>A file that the platform fetches within minutes (<c>file</c>).</summary>
public sealed record FileItem(Uri Url) : ContentItem
{
    /// <inheritdoc/>
    public override string Type => "file";

    /// <summary>A small picture.</summary>
    public ItemImage? Icon { get; init; }

    /// <summary>A larger one.</summary>
    public ItemImage? Thumbnail { get; init; }

    /// <summary>Until when it can be fetched.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What kind of file it is.</summary>
    public string? MediaType { get; init; }
}

/// <summary>A fragment of HTML (<c>html</c>).</summary>
public sealed record HtmlItem(string Html) : ContentItem
{
    /// <inheritdoc/>
    public override string Type => "html";
}

/// <summary>A picture (<c>image</c>).</summary>
public sealed record ImageItem(Uri Url) : ContentItem
{
    /// <inheritdoc/>
    public override string Type => "image";

    /// <summary>A small picture.</summary>
    public ItemImage? Icon { get; init; }

    /// <summary>A larger one.</summary>
    public ItemImage? Thumbnail { get; init; }

    /// <summary>In pixels.</summary>
    public int? Width { get; init; }

    /// <summary>In pixels.</summary>
    public int? Height { get; init; }
}

/// <summary>An icon or thumbnail, with its size in pixels.</summary>
public sealed record ItemImage(Uri Url, int? Width = null, int? Height = null);

/// <summary>A window to open an item in. Items of one <paramref name="TargetName"/> share theirs.</summary>
public sealed record ItemWindow(string? TargetName = null, int? Width = null, int? Height = null, string? Features = null);

/// <summary>A frame to show an item in; <paramref name="Source"/> is required for web pages and not used for LTI links.</summary>
public sealed record ItemFrame(Uri? Source = null, int? Width = null, int? Height = null);

/// <summary>A span of time, open at an end that is null.</summary>
public sealed record ItemDates(DateTimeOffset? Start, DateTimeOffset? End);

/// <summary>A line item declared with a content item.</summary>
/// <param name="ScoreMaximum">Above zero.</param>
public sealed record ItemLineItem(decimal ScoreMaximum)
{
    /// <summary>The column's name; the item's title when null.</summary>
    public string? Label { get; init; }

    /// <summary>The tool's own id; kept on copies.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The tool's own mark; kept on copies.</summary>
    public string? Tag { get; init; }

    /// <summary>False to keep grades from students for now.</summary>
    public bool? GradesReleased { get; init; }

    /// <summary>How a teacher opens a student's work from the gradebook.</summary>
    public SubmissionReview? SubmissionReview { get; init; }
}
