using System.Text.Json;

namespace Integration.Lti.Services;

/// <summary>How a teacher opens one student's work from the gradebook; declared with a line item.</summary>
public sealed record SubmissionReview
{
    /// <summary>At which progress there is something to review; empty for any.</summary>
    public IReadOnlyList<ActivityProgress> ReviewableStatus { get; init; } = [];

    /// <summary>What the gradebook calls it.</summary>
    public string? Label { get; init; }

    /// <summary>Where it opens; null for the tool's default.</summary>
    public Uri? Url { get; init; }

    /// <summary>Values that come with the launch.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();
}

/// <summary>Submission reviews as they look on the wire. A member that is not understood is left out.</summary>
internal static class SubmissionReviewJson
{
    private const string Name = "submissionReview";

    public static void Write(Utf8JsonWriter json, SubmissionReview? review)
    {
        if (review is null)
        {
            return;
        }

        json.WriteStartObject(Name);
        json.WriteStartArray("reviewableStatus");
        foreach (var status in review.ReviewableStatus)
        {
            json.WriteStringValue(status.ToString());
        }

        json.WriteEndArray();
        json.Text("label", review.Label);
        json.Address("url", review.Url);
        if (review.Custom.Count > 0)
        {
            json.WriteStartObject("custom");
            foreach (var (name, value) in review.Custom)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static SubmissionReview? Read(JsonElement lineItem)
    {
        if (lineItem.ValueKind != JsonValueKind.Object || !lineItem.TryGetProperty(Name, out var json) || json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return new SubmissionReview
        {
            ReviewableStatus = [.. json.Entries("reviewableStatus").Select(Status).OfType<ActivityProgress>()],
            Label = json.Text("label"),
            Url = Uri.TryCreate(json.Text("url"), UriKind.Absolute, out var url) ? url : null,
            Custom = json.TryGetProperty("custom", out var custom) && custom.ValueKind == JsonValueKind.Object
                ? custom.EnumerateObject().Where(member => member.Value.AsText() is not null).ToDictionary(member => member.Name, member => member.Value.AsText()!)
                : new Dictionary<string, string>(),
        };
    }

    private static object? Status(JsonElement value)
        => Enum.GetValues<ActivityProgress>().Where(status => status.ToString() == value.AsText()).Select(status => (object?)status).FirstOrDefault();
}
