using System.Text.Json;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Grades;

namespace Integration.Sandbox.Lti.DeepLinks;

/// <summary>An activity as the picker describes it, with its gradebook column if it is graded.</summary>
internal sealed record PickedItem(Link Link, LineItem? Column);

/// <summary>Reads content items (Deep Linking 2.0, 3): one that is wrong refuses them all, or half an answer would be added.</summary>
internal static class ContentItems
{
    private const int LongestText = 255;

    public static Verdict<IReadOnlyList<PickedItem>> Read(JsonElement items, string course, Addresses addresses)
    {
        if (items.ValueKind != JsonValueKind.Array)
        {
            return new Refusal("invalid_items", "content_items must be an array.");
        }

        var picked = new List<PickedItem>();
        foreach (var item in items.EnumerateArray())
        {
            if (!ReadOne(item, course, addresses).Holds(out var one, out var refusal))
            {
                return refusal;
            }

            picked.Add(one);
        }

        return picked;
    }

    private static Verdict<PickedItem> ReadOne(JsonElement item, string course, Addresses addresses)
    {
        if (item.ValueKind != JsonValueKind.Object || item.Text("type") != "ltiResourceLink")
        {
            return new Refusal("invalid_type", "This LMS asked for ltiResourceLink items only.");
        }

        if (!item.IsOptionalText("url") || !item.IsOptionalText("title") || !item.IsOptionalText("text") || item.Text("title")?.Length > LongestText)
        {
            return new Refusal("invalid_item", "url, title and text must be strings, the title no longer than 255 characters.");
        }

        var url = item.Text("url") ?? addresses.AtTool(Registration.LaunchPath);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.UserInfo.Length > 0
            || target.GetLeftPart(UriPartial.Authority) != addresses.ToolOrigin)
        {
            return new Refusal("foreign_url", "url is not an address of the tool.");
        }

        if (!TryReadCustom(item, out var custom))
        {
            return new Refusal("invalid_custom", "custom must map names to strings.");
        }

        DateTimeOffset? due = null;
        if (item.Has("submission"))
        {
            if (!TryReadEnd(item.GetProperty("submission"), out due))
            {
                return new Refusal("invalid_submission", "submission.endDateTime must be an ISO 8601 time with a zone.");
            }
        }

        var title = string.IsNullOrWhiteSpace(item.Text("title")) ? "Untitled activity" : item.Text("title")!;
        var link = new Link(Secret.Make()[..16], course, title, item.Text("text"), url, custom, due);
        return ReadColumn(item, link, addresses);
    }

    private static Verdict<PickedItem> ReadColumn(JsonElement item, Link link, Addresses addresses)
    {
        if (!item.Has("lineItem"))
        {
            return new PickedItem(link, null);
        }

        var column = item.GetProperty("lineItem");
        if (column.ValueKind != JsonValueKind.Object || column.Number("scoreMaximum") is not > 0)
        {
            return new Refusal("invalid_line_item", "lineItem.scoreMaximum must be a number above 0.");
        }

        if (!column.IsOptionalText("label") || !column.IsOptionalText("resourceId") || !column.IsOptionalText("tag"))
        {
            return new Refusal("invalid_line_item", "label, resourceId and tag of a lineItem must be strings.");
        }

        if (!ReviewBody.TryRead(column, addresses, out var review))
        {
            return new Refusal("invalid_line_item", "submissionReview of a lineItem is wrong.");
        }

        var label = string.IsNullOrWhiteSpace(column.Text("label")) ? link.Title : column.Text("label")!;
        return new PickedItem(link, new LineItem(
            Secret.Make()[..16], link.Course, link.Id, label, column.Number("scoreMaximum")!.Value,
            column.Text("resourceId"), column.Text("tag"), null, Due.Write(link.Due), review));
    }

    private static bool TryReadCustom(JsonElement item, out IReadOnlyDictionary<string, string> custom)
    {
        var read = new Dictionary<string, string>();
        custom = read;
        if (!item.Has("custom"))
        {
            return true;
        }

        var members = item.GetProperty("custom");
        if (members.ValueKind != JsonValueKind.Object || members.EnumerateObject().Any(m => m.Value.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        foreach (var member in members.EnumerateObject())
        {
            read[member.Name] = member.Value.GetString()!;
        }

        return true;
    }

    private static bool TryReadEnd(JsonElement submission, out DateTimeOffset? end)
    {
        end = null;
        if (submission.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        if (!submission.Has("endDateTime"))
        {
            return true;
        }

        if (submission.Text("endDateTime") is not { } text || !Timestamp.TryReadDate(text, out var read))
        {
            return false;
        }

        end = read;
        return true;
    }
}
