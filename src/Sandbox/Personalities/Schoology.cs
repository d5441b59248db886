using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti.Grades;

namespace Integration.Sandbox.Personalities;

/// <summary>Schoology, as its documentation and integrators describe it.</summary>
internal sealed class Schoology : Personality
{
    private const string Docs = "https://developers.schoology.com/app-platform/lti-apps";

    public override string Key => "schoology";

    public override string Name => "Schoology";

    public override string Family => "schoology";

    public override string ClientId => "6543210987";

    public override string DeploymentId => "6543210987-1029384756";

    public override string SharedIssuer => "https://schoology.schoology.com";

    public override int LargestRosterPage => 100;

    public override bool LinksSections => true;

    public override bool SendsCustomOfTheTool => false;

    public override bool TakesRegistrations => false;

    public override IReadOnlyList<Habit> Habits =>
    [
        new($"One issuer for every school: {SharedIssuer}.", Docs),
        new("The login does not name the client.", "https://ltiaas.com/guides/lms/schoology"),
        new("Names of custom values lose their capital letters.", Docs),
        new("Custom values of the app itself are not sent with activities from the picker.", Docs),
        new("At most 100 people on a page of the roster.", Docs),
        new("An activity stands in all linked sections (here: of the same teacher), each with a column of its own.", Docs),
        new("A score that waits for a person shows as graded, with nothing.", "https://ltiaas.com/guides/lms/schoology"),
        new("Tools can't register themselves.", Docs),
    ];

    public override IEnumerable<KeyValuePair<string, string>> LoginFields(IEnumerable<KeyValuePair<string, string>> fields) =>
        fields.Where(field => field.Key != "client_id");

    public override Score Merge(Score? held, Score sent, ScoreBody body) => base.Merge(held, sent, body) with { Grading = "FullyGraded" };
}
