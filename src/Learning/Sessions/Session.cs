using System.Text.Json.Serialization;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Lti.DeepLinking;
using Integration.Lti.Launch;

namespace Integration.Learning.Sessions;

/// <summary>
/// Who is at the other end of an open page, sealed into the token that the page holds in memory. Nothing here is secret from its owner, but only the server
/// can make or change one.
/// </summary>
public sealed record Session
{
    /// <summary>The district.</summary>
    public required string District { get; init; }

    /// <summary>The course's id within it.</summary>
    public required string Class { get; init; }

    /// <summary>The launching registration.</summary>
    public required string Registration { get; init; }

    /// <summary>The launching deployment.</summary>
    public required string Deployment { get; init; }

    /// <summary>The person.</summary>
    public required string Learner { get; init; }

    /// <summary>The person's role in the course.</summary>
    public required CourseRole Role { get; init; }

    /// <summary>The LMS's student view.</summary>
    public bool IsTestUser { get; init; }

    /// <summary>An administrator of the institution or system, which is no right in the course.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>Somebody else acts under this person's name in the LMS.</summary>
    public bool IsActedFor { get; init; }

    /// <summary>The launched link; null in a deep linking session.</summary>
    public string? LinkId { get; init; }

    /// <summary>When it is due for this person, where the LMS says so.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When it closes for this person, where the LMS says so.</summary>
    public DateTimeOffset? Closes { get; init; }

    /// <summary>What to answer to the LMS; only in a deep linking session.</summary>
    public PendingDeepLink? DeepLink { get; init; }

    /// <summary>The page's language: <c>en</c> or <c>es</c>.</summary>
    public required string Language { get; init; }

    /// <summary>IANA time zone that times are shown in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When the launch was.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>When this token was made.</summary>
    public required DateTimeOffset Issued { get; init; }

    /// <summary>Until when it opens anything.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>The course's partition.</summary>
    [JsonIgnore]
    public ClassRef ClassRef => new(DistrictId.Parse(District), Class);

    /// <summary>The person's id.</summary>
    [JsonIgnore]
    public LearnerId LearnerId => new(Learner);

    /// <summary>True where nothing may be written under the person's name: an observer has nothing to write, and what somebody else wrote would not be hers.</summary>
    [JsonIgnore]
    public bool IsReadOnly => IsActedFor || Role is CourseRole.Mentor;

    /// <summary>True for those who may create and edit activities.</summary>
    [JsonIgnore]
    public bool MayEdit => !IsReadOnly && !IsTestUser && Role is CourseRole.Instructor or CourseRole.ContentDeveloper;

    /// <summary>True for those who look after the connection and see no student: an administrator without a role in the course.</summary>
    [JsonIgnore]
    public bool MayAdminister => !IsTestUser && IsAdministrator && Role is CourseRole.None;

    /// <summary>True for those who see the class and answer students.</summary>
    [JsonIgnore]
    public bool MayRespond => !IsReadOnly && !IsTestUser && Role is CourseRole.Instructor or CourseRole.TeachingAssistant;

    /// <summary>True for those who do the activity themselves. An unknown role does so without being graded; an administrator without a role in the course does not.</summary>
    [JsonIgnore]
    public bool MayWork => !IsReadOnly && (IsTestUser || Role is CourseRole.Learner || (Role is CourseRole.None && !IsAdministrator));

    /// <summary>True when what this person sends may reach a gradebook.</summary>
    [JsonIgnore]
    public bool IsGraded => !IsReadOnly && !IsTestUser && Role is CourseRole.Learner;
}

/// <summary>
/// A deep linking request that waits for its answer. It travels in the sealed session, and so is bound to the deployment and the person that it came with: nobody can
/// swap it, and an answer goes to nobody else.
/// </summary>
/// <param name="Asked">What the LMS takes, and where it wants the answer.</param>
public sealed record PendingDeepLink(DeepLinkingSettings Asked)
{
    /// <summary>The most activities that go back at once: more than a teacher places in one go.</summary>
    public const int Most = 20;

    /// <summary>Ids of activities that are chosen already and go back together with the last one.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>True when the LMS takes links that launch this tool; nothing else is of use here.</summary>
    [JsonIgnore]
    public bool TakesActivities => Asked.Takes(LtiLinkItem.TypeName);

    /// <summary>True when one more can be chosen beside the one on the screen.</summary>
    [JsonIgnore]
    public bool MayChooseAnother => Asked.AcceptMultiple && Chosen.Count < Most - 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Session))]
internal sealed partial class SessionJson : JsonSerializerContext;
