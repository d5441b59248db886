using System.Text.Json;
using Integration.Lti.Services;

namespace Integration.Lti.Quirks;

/// <summary>Canvas (Instructure).</summary>
internal sealed class Canvas : ProductQuirks
{
    public override string Name => "canvas";

    // All Instructure-hosted schools share these; a Canvas of one's own says so too unless its admin changed it.
    // https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.lti_dev_key_config (read 2026-11)
    protected override IReadOnlyList<string> Issuers =>
        ["https://canvas.instructure.com", "https://canvas.beta.instructure.com", "https://canvas.test.instructure.com"];

    // The launch behind a hint is cached and consumed once; a second one answers launch_no_longer_valid.
    // https://github.com/instructure/canvas-lms/blob/master/app/controllers/lti/ims/authentication_controller.rb (read 2026-11)
    public override bool HintsWorkOnce => true;

    // SpeedGrader launches the address of the submission; the message is not among those it sends.
    // https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.assignment_tools (read 2026-11)
    public override bool ReviewsSubmissions => false;

    // https://github.com/instructure/canvas-lms/blob/master/app/controllers/lti/ims/scores_controller.rb (read 2026-11): a stale score is a 400 like any other bad one
    // and only its text tells; a person who is no student is a 422. Throttling was a 403 before it became a 429:
    // https://developerdocs.instructure.com/services/canvas/basics/file.throttling (read 2026-11)
    public override FaultKind? FaultOf(ServiceAnswer answer, ServiceRequest request) => (int)answer.Status switch
    {
        400 when request.IsScore && answer.Says("before last updated timestamp") => ServiceFaults.Superseded,
        422 when request.IsScore && (answer.Says("not a student") || answer.Says("User not found")) => ServiceFaults.NotAStudent,
        403 when answer.Says("Rate Limit Exceeded") => ServiceFaults.Throttled,
        _ => null,
    };

    // Every score would burn an attempt, a score without a number would erase the grade, and the tool's would replace a teacher's own.
    // https://developerdocs.instructure.com/services/canvas/resources/score (read 2026-11)
    public override void WriteExtensions(Utf8JsonWriter json, Score score)
    {
        json.WriteStartObject("https://canvas.instructure.com/lti/submission");
        json.WriteBoolean("new_submission", score.IsNewSubmission);
        json.WriteBoolean("prioritize_non_tool_grade", !score.ReplacesOthers);
        if (score.ScoreGiven is null)
        {
            json.WriteBoolean("preserve_score", true);
        }

        json.WriteEndObject();
    }
}
