using System.Text.Json.Serialization;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Join;
using Integration.Lti.Launch;
using Integration.Tables;

namespace Integration.Learning.Classes;

/// <summary>A placed link: which activity it opens and where its course's services are. One point read per launch.</summary>
public sealed record Placement : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 2;

    /// <summary>The LMS's resource link id.</summary>
    public required string LinkId { get; init; }

    /// <summary>The activity it opens; null until a teacher has chosen one.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The version new starts get.</summary>
    public int ActivityVersion { get; init; }

    /// <summary>Where its settings came from; null for a link that is no copy. From version 2.</summary>
    public CopiedFrom? CopiedFrom { get; init; }

    /// <summary>The registration that launched it last.</summary>
    public required string RegistrationId { get; init; }

    /// <summary>The deployment that launched it last.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>The course's name as the LMS shows it.</summary>
    public string? CourseTitle { get; init; }

    /// <summary>When the LMS says it is due, as a teacher's launch heard it; null where it does not say.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When the LMS says it closes, likewise.</summary>
    public DateTimeOffset? Closes { get; init; }

    /// <summary>The link's own line item, when it has one.</summary>
    public Uri? LineItem { get; init; }

    /// <summary>The course's line item container, when offered.</summary>
    public Uri? LineItems { get; init; }

    /// <summary>True when the tool may read what the gradebook shows.</summary>
    public bool MayReadResults { get; init; }

    /// <summary>The course's membership service, when offered.</summary>
    public Uri? Memberships { get; init; }
}

/// <summary>Says that the LMS made a link by copying another, and that its settings were taken over.</summary>
/// <param name="Course">The other's course as it was called; null when it was never opened here, or had no name.</param>
/// <param name="At">When the copy was first opened.</param>
public sealed record CopiedFrom(string? Course, DateTimeOffset At);

/// <summary>Which courses an LMS copied into this one, as it told by itself; asked where a link is opened that is not here yet.</summary>
public sealed record CourseOrigins : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 1;

    /// <summary>The registration that told it.</summary>
    public required string RegistrationId { get; init; }

    /// <summary>The deployment that told it.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>The context ids of those courses, nearest first.</summary>
    public required IReadOnlyList<string> Courses { get; init; }

    /// <summary>When it was last told.</summary>
    public required DateTimeOffset ToldAt { get; init; }
}

/// <summary>A person in a course, as the LMS last described them.</summary>
public sealed record ClassMember : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 2;

    /// <summary>The LMS's own id of the person, needed to post a score.</summary>
    public required string Subject { get; init; }

    /// <summary>What the person is called; null when the LMS shares no names.</summary>
    public string? Name { get; init; }

    /// <summary>The role of the last launch.</summary>
    public required CourseRole Role { get; init; }

    /// <summary>True for the LMS's student view: works, never counted, never posted.</summary>
    public bool IsTestUser { get; init; }

    /// <summary>The language the person chose here; null to follow the LMS.</summary>
    public string? Language { get; init; }

    /// <summary>The theme the person chose here (<c>light</c> or <c>dark</c>); null to follow the default.</summary>
    public string? Theme { get; init; }

    /// <summary>What the LMS said of the person in terms of the SIS; null when it said nothing. From version 2.</summary>
    public SisFacts? Sis { get; init; }
}

/// <summary>The course's people as the LMS listed them, with the time of that list.</summary>
public sealed record ClassRoster : IDocument
{
    /// <inheritdoc/>
    public int V { get; init; } = 2;

    /// <summary>When the list was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The students, in the LMS's order.</summary>
    public required IReadOnlyList<RosterStudent> Students { get; init; }
}

/// <summary>One student of a roster; the name may be missing, and so may the SIS id, which is there from version 2.</summary>
public sealed record RosterStudent(string Learner, string? Name, string? SourcedId = null);

/// <summary>Keys of the class partition, each with the query it serves.</summary>
public static class ClassKeys
{
    /// <summary>Point read at every launch of a link.</summary>
    public static Key Placement(string linkId) => Key.Of("placement", linkId);

    /// <summary>All placed links of the class: one range, where a launch names none or one that is not here yet.</summary>
    public static KeyRange Placements => KeyRange.Under(Key.Of("placement"));

    /// <summary>Point read at the first launch of a link, where the launch says nothing of courses before this one; a registration hears from its own LMS only.</summary>
    public static Key Origins(string registrationId, string deploymentId) => Key.Of("origins", registrationId, deploymentId);

    /// <summary>Point read at every launch of a person.</summary>
    public static Key Member(LearnerId learner) => Key.Of("member", learner.Value);

    /// <summary>Point read by the class view.</summary>
    public static Key Roster => Key.Of("roster");

    /// <summary>Everyone who ever launched, for names in the class view: one range.</summary>
    public static KeyRange Members => KeyRange.Under(Key.Of("member"));

    /// <summary>Whose row of <see cref="Members"/> it is.</summary>
    public static string LearnerOf(Key member) => member.Value[Members.From!.Length..];
}

/// <summary>The kinds of document in a class partition that belong to no activity.</summary>
public static class ClassDocuments
{
    /// <summary>Placed links.</summary>
    public static readonly DocumentKind<Placement> Placement =
        new("placement", 2, ClassJson.Default.Placement, DataClass.Configuration, Subject.Nobody, Retention.Course, Upgrades.AddedTo(2));

    /// <summary>What the LMS told of the course's own past.</summary>
    public static readonly DocumentKind<CourseOrigins> Origins =
        new("course origins", 1, ClassJson.Default.CourseOrigins, DataClass.Configuration, Subject.Nobody, Retention.Course);

    /// <summary>People.</summary>
    public static readonly DocumentKind<ClassMember> Member =
        new("member", 2, ClassJson.Default.ClassMember, DataClass.Identity, Subject.Learner, Retention.Learner, Upgrades.AddedTo(2));

    /// <summary>The LMS's list of students.</summary>
    public static readonly DocumentKind<ClassRoster> Roster =
        new("roster", 2, ClassJson.Default.ClassRoster, DataClass.Identity, Subject.Class, Retention.Course, Upgrades.AddedTo(2));

    /// <summary>All of these.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } = [Placement, Origins, Member, Roster];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Placement))]
[JsonSerializable(typeof(CourseOrigins))]
[JsonSerializable(typeof(ClassMember))]
[JsonSerializable(typeof(ClassRoster))]
internal sealed partial class ClassJson : JsonSerializerContext;
