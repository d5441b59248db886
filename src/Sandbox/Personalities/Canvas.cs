using System.Text.Json.Nodes;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti;
using Integration.Sandbox.Lti.Grades;

namespace Integration.Sandbox.Personalities;

/// <summary>Canvas, as its documentation and its open code describe it.</summary>
internal sealed class Canvas : Personality
{
    public const string Issuer = "https://canvas.instructure.com";

    private const string Docs = "https://developerdocs.instructure.com/services/canvas/";
    private const string Code = "https://github.com/instructure/canvas-lms/blob/master/app/controllers/lti/ims/";
    private const string Extension = "https://canvas.instructure.com/lti/submission";
    private const string AssistantRole = "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#TeachingAssistant";

    public override string Key => "canvas";

    public override string Name => "Canvas";

    public override string Family => "canvas";

    public override string Version => "cloud";

    public override string ClientId => "100000000000042";

    public override string DeploymentId => "42:5f2bd7c1a09e4d63b8f0c7e1d24a96b35c80f1de";

    public override string SharedIssuer => Issuer;

    public override bool HintsWorkOnce => true;

    public override string StorageFrame => "post_message_forwarding";

    public override bool TellsDeployment => false;

    public override bool SendsNotices => true;

    // The texts are the ones a tool has to tell them apart by.
    public override Refusal Stale => new("bad_request", "Provided timestamp of the score is before last updated timestamp of the result", StatusCodes.Status400BadRequest);

    public override Refusal UnknownUser => NotAStudent;

    public override Refusal NotAStudent => new("unprocessable_entity", "User not found in course or is not a student", StatusCodes.Status422UnprocessableEntity);

    public override IReadOnlyList<Habit> Habits =>
    [
        new($"One issuer for every school: {Issuer}.", Docs + "external-tools/lti/file.lti_dev_key_config"),
        new("The login names the deployment as deployment_id, and carries canvas_region and canvas_environment.", Docs + "external-tools/lti/file.lti_launch_overview"),
        new("The hint of a login works once.", Code + "authentication_controller.rb"),
        new("Values for the tool are stored by the frame post_message_forwarding beside the tool's own, not by the page.", Docs + "external-tools/lti/file.lti_window_post_message"),
        new("A score older than the one held is a 400 that only its text tells from other faults; one of the same time is taken again.", Code + "scores_controller.rb"),
        new("A score that is not final erases the grade, unless it says preserve_score.", Docs + "resources/score"),
        new("Every score is a new attempt, unless it says new_submission: false or repeats the time of the submission.", Docs + "resources/score"),
        new("The tool's score replaces a teacher's own grade, unless it says prioritize_non_tool_grade.", Docs + "resources/score"),
        new("A user who is no student is a 422.", Code + "scores_controller.rb"),
        new("$CourseSection.sourcedId comes back as it is, in a course without an SIS id.", Docs + "external-tools/lti/file.tools_variable_substitutions"),
        new("A teaching assistant's role is written with a small i: membership/instructor#TeachingAssistant.", Docs + "external-tools/lti/file.lti_launch_overview"),
        new("A copied course is told to the tool by a notice, which is sent once.", Docs + "external-tools/lti/file.pns"),
        new("The answer to a registration does not tell the deployment.", Code + "dynamic_registration_controller.rb"),
    ];

    public override IEnumerable<KeyValuePair<string, string>> LoginFields(IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.Select(field => field.Key == "lti_deployment_id" ? KeyValuePair.Create("deployment_id", field.Value) : field)
            .Append(new("canvas_region", "us-east-1"))
            .Append(new("canvas_environment", "production"));

    public override void Shape(JsonObject claims)
    {
        SmallAssistant(claims[Claim.Roles]);
        if (claims[Claim.MessageType]!.GetValue<string>() == MessageType.DeepLinkingRequest)
        {
            claims["https://www.instructure.com/placement"] = "assignment_selection";
        }
    }

    public override void ShapeMember(JsonObject member, People.Person person) => SmallAssistant(member["roles"]);

    public override void ShapeConfiguration(JsonObject configuration, Addresses addresses)
    {
        // A bare host name, which is no audience.
        configuration["authorization_server"] = addresses.Lms.Host;
    }

    public override string? Resolve(string variable) => variable == "$CourseSection.sourcedId" ? variable : null;

    public override bool IsLater(DateTimeOffset sent, DateTimeOffset held) => sent >= held;

    public override Score Merge(Score? held, Score sent, ScoreBody body)
    {
        var preserves = sent.Given is null && body.Says(Extension, "preserve_score") == true;
        var yields = held is { ByTeacher: true } && body.Says(Extension, "prioritize_non_tool_grade") == true;
        var isNew = body.Says(Extension, "new_submission") != false && (sent.Submitted is null || sent.Submitted != held?.Submitted);
        return sent with
        {
            Given = preserves || yields ? held?.Given : sent.Given,
            ByTeacher = yields,
            Attempts = (held?.Attempts ?? 0) + (isNew ? 1 : 0),
            Submitted = sent.Submitted ?? held?.Submitted,
        };
    }

    public override IResult Say(Refusal refusal) =>
        Results.Json(new { errors = new { type = refusal.Code, message = refusal.Text } }, statusCode: refusal.Status);

    private static void SmallAssistant(JsonNode? roles)
    {
        foreach (var (role, index) in roles!.AsArray().Select((role, index) => (role!.GetValue<string>(), index)).Where(one => one.Item1 == AssistantRole).ToList())
        {
            roles[index] = role.Replace("/Instructor#", "/instructor#", StringComparison.Ordinal);
        }
    }
}
