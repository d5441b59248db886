using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Sandbox.Gradebook;

namespace Integration.Sandbox.Lti.Grades;

/// <summary>A line item on the wire (AGS 2.0, 3.2.5).</summary>
internal static class LineItemBody
{
    /// <summary>Reads what the tool sent; it says nothing about course or id, the address does.</summary>
    public static Verdict<LineItem> Read(JsonElement body, string course, string id, Addresses addresses)
    {
        var label = body.Text("label");
        if (string.IsNullOrWhiteSpace(label))
        {
            return new Refusal("invalid_label", "label is missing or blank.");
        }

        if (body.Number("scoreMaximum") is not > 0)
        {
            return new Refusal("invalid_score_maximum", "scoreMaximum must be a number above 0.");
        }

        foreach (var name in new[] { "resourceLinkId", "resourceId", "tag", "startDateTime", "endDateTime" })
        {
            if (!body.IsOptionalText(name))
            {
                return new Refusal("invalid_member", $"{name} must be a string.");
            }
        }

        foreach (var name in new[] { "startDateTime", "endDateTime" })
        {
            if (body.Text(name) is { } date && !Timestamp.TryReadDate(date, out _))
            {
                return new Refusal("invalid_date", $"{name} must be an ISO 8601 time with a zone.");
            }
        }

        if (!ReviewBody.TryRead(body, addresses, out var review))
        {
            return new Refusal("invalid_submission_review", "submissionReview must name known statuses, a label, an address of the tool, and strings as custom values.");
        }

        return new LineItem(
            id, course, body.Text("resourceLinkId"), label, body.Number("scoreMaximum")!.Value,
            body.Text("resourceId"), body.Text("tag"), body.Text("startDateTime"), body.Text("endDateTime"), review);
    }

    public static JsonObject Write(LineItem item, Addresses addresses)
    {
        var body = new JsonObject { ["id"] = Address(item, addresses), ["label"] = item.Label, ["scoreMaximum"] = item.Maximum };
        foreach (var (name, value) in new[]
        {
            ("resourceLinkId", item.Link), ("resourceId", item.ResourceId), ("tag", item.Tag), ("startDateTime", item.Starts), ("endDateTime", item.Ends),
        })
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        ReviewBody.Write(body, item.Review);
        return body;
    }

    public static string Address(LineItem item, Addresses addresses) =>
        addresses.AtService(string.Create(CultureInfo.InvariantCulture, $"/lti/courses/{item.Course}/lineitems/{item.Id}"));
}
