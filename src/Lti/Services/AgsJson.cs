using System.Buffers;
using System.Text.Json;

namespace Integration.Lti.Services;

/// <summary>AGS messages as they look on the wire.</summary>
internal static class AgsJson
{
    /// <summary>A line item to create; the platform gives it its id.</summary>
    public static byte[] Write(LineItem item) => Write(json =>
    {
        json.WriteString("label", item.Label);
        json.WriteNumber("scoreMaximum", item.ScoreMaximum);
        json.Text("resourceId", item.ResourceId);
        json.Text("tag", item.Tag);
        json.Text("resourceLinkId", item.ResourceLinkId);
    });

    /// <summary>A score. Without <c>scoreGiven</c> the platform clears the grade.</summary>
    public static byte[] Write(Score score) => Write(json =>
    {
        json.WriteString("userId", score.UserId);
        json.Time("timestamp", score.Timestamp);
        json.WriteString("activityProgress", score.ActivityProgress.ToString());
        json.WriteString("gradingProgress", score.GradingProgress.ToString());
        if (score.ScoreGiven is { } given && score.ScoreMaximum is { } maximum)
        {
            json.WriteNumber("scoreGiven", given);
            json.WriteNumber("scoreMaximum", maximum);
        }

        json.Text("comment", score.Comment);
    });

    /// <summary>One line item, or null when it has no usable id or maximum.</summary>
    public static LineItem? ReadLineItem(JsonElement json)
        => Uri.TryCreate(json.Text("id"), UriKind.Absolute, out var id) && json.Number("scoreMaximum") is > 0 and var maximum
            ? new LineItem
            {
                Id = id,
                Label = json.Text("label") ?? "",
                ScoreMaximum = maximum,
                ResourceId = json.Text("resourceId"),
                Tag = json.Text("tag"),
                ResourceLinkId = json.Text("resourceLinkId"),
            }
            : null;

    /// <summary>The usable line items of one page.</summary>
    public static IReadOnlyList<LineItem>? ReadLineItems(JsonElement page)
        => page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray().Select(ReadLineItem).OfType<LineItem>()] : null;

    /// <summary>The results of one page that name their student.</summary>
    public static IReadOnlyList<GradebookResult>? ReadResults(JsonElement page)
        => page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray().Select(ReadResult).OfType<GradebookResult>()] : null;

    // The specification's default maximum is 1.
    private static GradebookResult? ReadResult(JsonElement json)
        => json.Text("userId") is { } userId
            ? new GradebookResult(userId, json.Number("resultScore"), json.Number("resultMaximum") ?? 1, json.Text("comment"))
            : null;

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
