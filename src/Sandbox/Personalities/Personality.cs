using System.Text.Json.Nodes;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti;
using Integration.Sandbox.Lti.Grades;
using Integration.Sandbox.People;

namespace Integration.Sandbox.Personalities;

/// <summary>
/// How the practice LMS behaves at each place where LMSs are known to differ, one file per LMS. What a personality does not override is the plain, strict way.
/// It imitates what was read or seen of the product; it is not the product.
/// </summary>
internal abstract class Personality
{
    /// <summary>Every personality; the plain one comes first.</summary>
    public static IReadOnlyList<Personality> All { get; } = [new Plain(), new Canvas(), new Schoology(), new Moodle(), new Brightspace(), new Blackboard()];

    /// <summary>The short name, as the command line takes it.</summary>
    public abstract string Key { get; }

    /// <summary>The name that people know.</summary>
    public abstract string Name { get; }

    /// <summary>What is different, each with its source.</summary>
    public abstract IReadOnlyList<Habit> Habits { get; }

    /// <summary>What the LMS calls itself in <c>tool_platform.product_family_code</c>.</summary>
    public virtual string Family => "integration-sandbox";

    /// <summary>Its version, in the product's own way of writing it.</summary>
    public virtual string Version => "1";

    /// <summary>The client id of the tool that this LMS comes with.</summary>
    public abstract string ClientId { get; }

    /// <summary>The deployment of that tool.</summary>
    public virtual string DeploymentId => Registration.DeploymentId;

    /// <summary>The issuer that all schools of the product share; null where it is the LMS's own address.</summary>
    public virtual string? SharedIssuer => null;

    /// <summary>Whom client assertions must be made out to; null for the token address.</summary>
    public virtual string? TokenAudience => null;

    /// <summary>Login initiation by GET.</summary>
    public virtual bool BeginsByGet => false;

    /// <summary>True where the hint of a login is good for one launch only.</summary>
    public virtual bool HintsWorkOnce => false;

    /// <summary>The frame beside the tool's that stores values for it; null where the LMS's page itself does.</summary>
    public virtual string? StorageFrame => null;

    /// <summary>What the login says of storage; null for nothing.</summary>
    public virtual string? StorageTarget => StorageFrame ?? "_parent";

    /// <summary>The most people on one page of the roster service.</summary>
    public virtual int LargestRosterPage => int.MaxValue;

    /// <summary>True where the roster lists nobody whose place has ended.</summary>
    public virtual bool ForgetsWhoLeft => false;

    /// <summary>True where an activity that is added to one section stands in all sections of the same teacher, each with a column of its own.</summary>
    public virtual bool LinksSections => false;

    /// <summary>False where activities from the picker come without the custom values of the tool itself.</summary>
    public virtual bool SendsCustomOfTheTool => true;

    /// <summary>True where tools may ask to be told when a course is copied.</summary>
    public virtual bool SendsNotices => false;

    /// <summary>True where a picker's answer must name its sender as <c>sub</c> too.</summary>
    public virtual bool WantsSubjectInAnswers => false;

    /// <summary>What stands at the end of every service address of the gradebook.</summary>
    public virtual string ServiceQuery => "";

    /// <summary>The media type of answers of the token endpoint.</summary>
    public virtual string TokenMediaType => "application/json";

    /// <summary>What follows the media type of a service's answer.</summary>
    public virtual string Charset => "";

    /// <summary>True where tools may register themselves.</summary>
    public virtual bool TakesRegistrations => true;

    /// <summary>False where the answer to a registration keeps the deployment to itself.</summary>
    public virtual bool TellsDeployment => true;

    /// <summary>What the LMS says when a score is older than the one it has.</summary>
    public virtual Refusal Stale => new("superseded", "There is a score of the same time or later.", StatusCodes.Status409Conflict);

    /// <summary>What the LMS says about a user it does not know.</summary>
    public virtual Refusal UnknownUser => new("unknown_user", "There is no such user.", StatusCodes.Status404NotFound);

    /// <summary>What the LMS says about a user who is no student of the course.</summary>
    public virtual Refusal NotAStudent => new("not_a_student", "This user is not a student of the course.", StatusCodes.Status422UnprocessableEntity);

    /// <summary>The personality of a short name; null when there is none.</summary>
    public static Personality? Find(string? key) => All.FirstOrDefault(one => string.Equals(one.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The fields of a login initiation, as this LMS sends them.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> LoginFields(IEnumerable<KeyValuePair<string, string>> fields) => fields;

    /// <summary>Changes the claims of a launch before they are signed.</summary>
    public virtual void Shape(JsonObject claims)
    {
    }

    /// <summary>Changes a member of the roster before it is sent.</summary>
    public virtual void ShapeMember(JsonObject member, Person person)
    {
    }

    /// <summary>Changes what the LMS says of itself to a tool that registers.</summary>
    public virtual void ShapeConfiguration(JsonObject configuration, Addresses addresses)
    {
    }

    /// <summary>A custom variable that this LMS fills in otherwise; null leaves it to the plain way.</summary>
    public virtual string? Resolve(string variable) => null;

    /// <summary>The header that leads to the next page of line items.</summary>
    public virtual string NextPage(string address) => $"<{address}>; rel=\"next\"";

    /// <summary>True when a score's time lets it take the place of the one there.</summary>
    public virtual bool IsLater(DateTimeOffset sent, DateTimeOffset held) => sent > held;

    /// <summary>What the cell holds after a score: every one counts as an attempt, and one that is not final leaves no points.</summary>
    public virtual Score Merge(Score? held, Score sent, ScoreBody body) => sent with { Attempts = (held?.Attempts ?? 0) + 1 };

    /// <summary>How a refusal of the grade services looks on the wire.</summary>
    public virtual IResult Say(Refusal refusal) => refusal.ToJson();

    /// <summary>True where results name every student, also those who have none.</summary>
    public virtual bool ListsEveryResult => false;

    /// <summary>The results that are shown; <paramref name="one"/> is true when a single student was asked for.</summary>
    public virtual IEnumerable<JsonObject> ShapeResults(IEnumerable<JsonObject> results, bool one) => results;
}
