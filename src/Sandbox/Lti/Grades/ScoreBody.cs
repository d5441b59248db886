using System.Text.Json;

namespace Integration.Sandbox.Lti.Grades;

/// <summary>A score on the wire (AGS 2.0, 3.4).</summary>
/// <param name="Given">The share of the column's points, from 0; null when the tool gives none.</param>
/// <param name="Sent">The whole message, for what one LMS alone reads in it.</param>
internal sealed record ScoreBody(string User, DateTimeOffset At, string Activity, string Grading, double? Given, string? Comment, string? ScoredBy, JsonElement Sent)
{
    private static readonly string[] ActivityWords = ["Initialized", "Started", "InProgress", "Submitted", "Completed"];
    private static readonly string[] GradingWords = ["FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"];

    /// <summary>When the student handed it in, as the tool wrote it.</summary>
    public string? Submitted => Sent.TryGetProperty("submission", out var submission) && submission.ValueKind == JsonValueKind.Object ? submission.Text("submittedAt") : null;

    /// <summary>A yes or no inside an LMS's own extension; null when it is not said.</summary>
    public bool? Says(string extension, string name) =>
        Sent.TryGetProperty(extension, out var part) && part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var said)
            ? said.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    public static Verdict<ScoreBody> Read(JsonElement body)
    {
        if (body.Text("userId") is not { Length: > 0 } user)
        {
            return new Refusal("invalid_user", "userId is missing.");
        }

        if (!Timestamp.TryReadExact(body.Text("timestamp"), out var at))
        {
            return new Refusal("invalid_timestamp", "timestamp must be ISO 8601 with a zone and parts of a second.");
        }

        if (body.Text("activityProgress") is not { } activity || !ActivityWords.Contains(activity))
        {
            return new Refusal("invalid_activity_progress", "activityProgress is missing or not one of the five words.");
        }

        if (body.Text("gradingProgress") is not { } grading || !GradingWords.Contains(grading))
        {
            return new Refusal("invalid_grading_progress", "gradingProgress is missing or not one of the five words.");
        }

        if (body.Has("scoreGiven") && body.Number("scoreGiven") is not >= 0)
        {
            return new Refusal("invalid_score_given", "scoreGiven must be a number from 0.");
        }

        var maximum = body.Number("scoreMaximum");
        if ((body.Has("scoreGiven") || body.Has("scoreMaximum")) && maximum is not > 0)
        {
            return new Refusal("invalid_score_maximum", "scoreGiven needs a scoreMaximum above 0.");
        }

        if (!body.IsOptionalText("comment") || !body.IsOptionalText("scoringUserId"))
        {
            return new Refusal("invalid_member", "comment and scoringUserId must be strings.");
        }

        // Like Moodle and Canvas, an unfinished grading keeps no score, not even an earlier one.
        var given = grading == "FullyGraded" ? body.Number("scoreGiven") / maximum : null;
        return new ScoreBody(user, at, activity, grading, given, body.Text("comment"), body.Text("scoringUserId"), body);
    }
}
