using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Sandbox.Gradebook;

namespace Integration.Sandbox.Lti.Grades;

/// <summary>A line item's <c>submissionReview</c> on the wire (Submission Review 1.0).</summary>
internal static class ReviewBody
{
    private const string Name = "submissionReview";
    private static readonly string[] Statuses = ["Initialized", "Started", "InProgress", "Submitted", "Completed"];

    /// <summary>Reads it out of a line item; true with null where there is none.</summary>
    public static bool TryRead(JsonElement lineItem, Addresses addresses, out ReviewLink? review)
    {
        review = null;
        if (!lineItem.Has(Name))
        {
            return true;
        }

        var body = lineItem.GetProperty(Name);
        if (body.ValueKind != JsonValueKind.Object || !body.IsOptionalText("label") || !body.IsOptionalText("url")
            || !TryReadStatuses(body, out var statuses) || !TryReadCustom(body, out var custom))
        {
            return false;
        }

        if (body.Text("url") is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var target) && target.GetLeftPart(UriPartial.Authority) == addresses.ToolOrigin))
        {
            return false;
        }

        review = new ReviewLink(body.Text("label"), body.Text("url"), statuses, custom);
        return true;
    }

    /// <summary>Adds it to a line item that is written out.</summary>
    public static void Write(JsonObject lineItem, ReviewLink? review)
    {
        if (review is null)
        {
            return;
        }

        var body = new JsonObject { ["reviewableStatus"] = new JsonArray([.. review.Statuses.Select(status => (JsonNode)status)]) };
        foreach (var (name, value) in new[] { ("label", review.Label), ("url", review.Url) }.Where(member => member.Item2 is not null))
        {
            body[name] = value;
        }

        if (review.Custom.Count > 0)
        {
            body["custom"] = new JsonObject([.. review.Custom.Select(value => KeyValuePair.Create<string, JsonNode?>(value.Key, value.Value))]);
        }

        lineItem[Name] = body;
    }

    private static bool TryReadStatuses(JsonElement body, out IReadOnlyList<string> statuses)
    {
        statuses = [];
        if (!body.Has("reviewableStatus"))
        {
            return true;
        }

        var listed = body.GetProperty("reviewableStatus");
        if (listed.ValueKind != JsonValueKind.Array || listed.EnumerateArray().Any(status => status.ValueKind != JsonValueKind.String || !Statuses.Contains(status.GetString())))
        {
            return false;
        }

        statuses = [.. listed.EnumerateArray().Select(status => status.GetString()!)];
        return true;
    }

    private static bool TryReadCustom(JsonElement body, out IReadOnlyDictionary<string, string> custom)
    {
        custom = new Dictionary<string, string>();
        if (!body.Has("custom"))
        {
            return true;
        }

        var members = body.GetProperty("custom");
        if (members.ValueKind != JsonValueKind.Object || members.EnumerateObject().Any(member => member.Value.ValueKind != JsonValueKind.String))
        {
            return false;
        }

        custom = members.EnumerateObject().DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value.GetString()!);
        return true;
    }
}
