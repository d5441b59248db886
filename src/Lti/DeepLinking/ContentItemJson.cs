using System.Text.Json;
using Integration.Lti.Services;

namespace Integration.Lti.DeepLinking;

/// <summary>Content items as they look in a response; what is null is left out.</summary>
internal static class ContentItemJson
{
    public static void Write(Utf8JsonWriter json, ContentItem item)
    {
        json.WriteStartObject();
        json.WriteString("type", item.Type);
        json.Text("title", item.Title);
        json.Text("text", item.Text);
        switch (item)
        {
            case LtiLinkItem link:
                WriteLtiLink(json, link);
                break;
            case LinkItem link:
                WriteLink(json, link);
                break;
            case FileItem file:
                json.Address("url", file.Url);
                WritePictures(json, file.Icon, file.Thumbnail);
                json.Time("expiresAt", file.ExpiresAt);
                json.Text("mediaType", file.MediaType);
                break;
            case HtmlItem html:
                json.Text("html", html.Html);
                break;
            case ImageItem image:
                json.Address("url", image.Url);
                WritePictures(json, image.Icon, image.Thumbnail);
                WriteSize(json, image.Width, image.Height);
                break;
        }

        // A bare name of our own could one day mean something else to the platform.
        foreach (var (name, value) in item.Extensions.Where(member => Uri.TryCreate(member.Key, UriKind.Absolute, out _)))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>See <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#lti-resource-link">Deep Linking 3.1.2</see>.</summary>
    private static void WriteLtiLink(Utf8JsonWriter json, LtiLinkItem link)
    {
        json.Address("url", link.Url);
        WritePictures(json, link.Icon, link.Thumbnail);
        WriteWindow(json, link.Window);
        WriteFrame(json, link.Iframe is { } frame ? frame with { Source = null } : null);
        json.WriteStartObject("custom");
        foreach (var (name, value) in link.Custom)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        if (link.LineItem is { } lineItem)
        {
            json.WriteStartObject("lineItem");
            json.WriteNumber("scoreMaximum", lineItem.ScoreMaximum);
            json.Text("label", lineItem.Label);
            json.Text("resourceId", lineItem.ResourceId);
            json.Text("tag", lineItem.Tag);
            json.Flag("gradesReleased", lineItem.GradesReleased);
            SubmissionReviewJson.Write(json, lineItem.SubmissionReview);
            json.WriteEndObject();
        }

        WriteDates(json, "available", link.Available);
        WriteDates(json, "submission", link.Submission);
    }

    private static void WriteLink(Utf8JsonWriter json, LinkItem link)
    {
        json.Address("url", link.Url);
        WritePictures(json, link.Icon, link.Thumbnail);
        if (link.Embed is { } html)
        {
            json.WriteStartObject("embed");
            json.WriteString("html", html);
            json.WriteEndObject();
        }

        WriteWindow(json, link.Window);
        WriteFrame(json, link.Iframe is { } frame ? frame with { Source = frame.Source ?? link.Url } : null);
    }

    private static void WritePictures(Utf8JsonWriter json, ItemImage? icon, ItemImage? thumbnail)
    {
        WritePicture("icon", icon);
        WritePicture("thumbnail", thumbnail);

        void WritePicture(string name, ItemImage? picture)
        {
            if (picture is not null)
            {
                json.WriteStartObject(name);
                json.Address("url", picture.Url);
                WriteSize(json, picture.Width, picture.Height);
                json.WriteEndObject();
            }
        }
    }

    private static void WriteWindow(Utf8JsonWriter json, ItemWindow? window)
    {
        if (window is not null)
        {
            json.WriteStartObject("window");
            json.Text("targetName", window.TargetName);
            WriteSize(json, window.Width, window.Height);
            json.Text("windowFeatures", window.Features);
            json.WriteEndObject();
        }
    }

    private static void WriteFrame(Utf8JsonWriter json, ItemFrame? frame)
    {
        if (frame is not null)
        {
            json.WriteStartObject("iframe");
            json.Address("src", frame.Source);
            WriteSize(json, frame.Width, frame.Height);
            json.WriteEndObject();
        }
    }

    private static void WriteDates(Utf8JsonWriter json, string name, ItemDates? dates)
    {
        if (dates is not (null or { Start: null, End: null }))
        {
            json.WriteStartObject(name);
            json.Time("startDateTime", dates.Start);
            json.Time("endDateTime", dates.End);
            json.WriteEndObject();
        }
    }

    private static void WriteSize(Utf8JsonWriter json, int? width, int? height)
    {
        json.Whole("width", width);
        json.Whole("height", height);
    }
}
