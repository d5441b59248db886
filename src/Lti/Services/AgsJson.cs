using System.Buffers;
using System.Collections.Frozen;
using System.Collections.ObjectModel;
using System.Text.Json;
using Integration.Lti.Http;
using Integration.Lti.Quirks;

namespace Integration.Lti.Services;

/// <summary>AGS messages as they look on the wire.</summary>
internal static class AgsJson
{
    private static readonly FrozenSet<string> LineItemMembers =
        FrozenSet.Create("id", "label", "scoreMaximum", "resourceId", "tag", "resourceLinkId", "startDateTime", "endDateTime", "gradesReleased", "submissionReview");

    /// <summary>A whole line item; one to create has no id yet.</summary>
    public static byte[] Write(LineItem item) => Write(json =>
    {
        json.Address("id", item.Id);
        json.WriteString("label", item.Label);
        json.WriteNumber("scoreMaximum", item.ScoreMaximum);
        json.Text("resourceId", item.ResourceId);
        json.Text("tag", item.Tag);
        json.Text("resourceLinkId", item.ResourceLinkId);
        json.Time("startDateTime", item.StartDateTime);
        json.Time("endDateTime", item.EndDateTime);
        json.Flag("gradesReleased", item.GradesReleased);
        SubmissionReviewJson.Write(json, item.SubmissionReview);
        foreach (var (name, value) in item.Extensions)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    });

    /// <summary>A score. Without <c>scoreGiven</c> the platform clears the grade.</summary>
    public static byte[] Write(Score score, ProductQuirks quirks) => Write(json =>
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
        json.Text("scoringUserId", score.ScoringUserId);
        if (score.StartedAt is not null || score.SubmittedAt is not null)
        {
            json.WriteStartObject("submission");
            json.Time("startedAt", score.StartedAt);
            json.Time("submittedAt", score.SubmittedAt);
            json.WriteEndObject();
        }

        quirks.WriteExtensions(json, score);
    });

    /// <summary>One line item, or null when it has no usable id or maximum.</summary>
    public static LineItem? ReadLineItem(JsonElement json)
        => WebAddress.TryRead(json.Text("id"), out var id) && json.Number("scoreMaximum") is > 0 and var maximum
            ? new LineItem
            {
                Id = id,
                Label = json.Text("label") ?? "",
                ScoreMaximum = maximum,
                ResourceId = json.Text("resourceId"),
                Tag = json.Text("tag"),
                ResourceLinkId = json.Text("resourceLinkId"),
                StartDateTime = json.Moment("startDateTime"),
                EndDateTime = json.Moment("endDateTime"),
                GradesReleased = json.Flag("gradesReleased"),
                SubmissionReview = SubmissionReviewJson.Read(json),
                Extensions = ReadExtensions(json),
            }
            : null;

    private static IReadOnlyDictionary<string, JsonElement> ReadExtensions(JsonElement json)
    {
        var own = json.EnumerateObject().Where(member => !LineItemMembers.Contains(member.Name)).ToList();
        return own.Count == 0
            ? ReadOnlyDictionary<string, JsonElement>.Empty
            : own.DistinctBy(member => member.Name).ToDictionary(member => member.Name, member => member.Value.Clone());
    }

    /// <summary>The usable line items of one page.</summary>
    public static IReadOnlyList<LineItem>? ReadLineItems(JsonElement page)
        => page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray().Select(ReadLineItem).OfType<LineItem>()] : null;

    /// <summary>The results of one page that name their student.</summary>
    public static IReadOnlyList<GradebookResult>? ReadResults(JsonElement page)
        => page.ValueKind == JsonValueKind.Array ? [.. page.EnumerateArray().Select(ReadResult).OfType<GradebookResult>()] : null;

    // The specification's default maximum is 1.
    private static GradebookResult? ReadResult(JsonElement json)
        => json.Text("userId") is { } userId
            ? new GradebookResult(userId, json.Number("resultScore"), json.Number("resultMaximum") ?? 1, json.Text("comment")) { ScoringUserId = json.Text("scoringUserId") }
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
