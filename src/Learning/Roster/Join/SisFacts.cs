using Integration.Lti.Launch;

namespace Integration.Learning.Roster.Join;

/// <summary>
/// What an LMS says of a person and her course in terms of the SIS, as one launch said it. Kept beside the member, so that a launch that says nothing new
/// writes nothing; an unexpanded <c>$Variable</c> or "" never gets here.
/// </summary>
/// <param name="Person">The person's SIS id from the <c>lis</c> claim, which only the LMS itself can set.</param>
/// <param name="Named">The person's SIS id from a custom value. A teacher can write custom values into a link in some LMSs, so this one opens nothing.</param>
/// <param name="Username">The sign-in name, from a custom value.</param>
/// <param name="Sections">Ids of the person's sections, in order, separated by commas.</param>
/// <param name="Course">The course's or section's SIS id.</param>
public sealed record SisFacts(string? Person, string? Named, string? Username, string? Sections, string? Course)
{
    private const int Longest = 255;
    private const int LongestList = 2000;

    // The names of our manifests first; behind them those that admins are used to.
    private static readonly string[] PersonNames = ["sis_user_id", "user_sourcedid", "person_sourcedid", "sis_integration_id"];
    private static readonly string[] UsernameNames = ["username", "user_username"];
    private static readonly string[] SectionNames = ["sis_section_ids", "section_sourcedids"];
    private static readonly string[] CourseNames = ["sis_course_id", "course_sourcedid", "section_sourcedid"];

    /// <summary>The ids of sections and course, each once.</summary>
    public IEnumerable<string> ClassIds() => Split(Sections).Concat(Course is null ? [] : [Course]).Distinct(StringComparer.Ordinal);

    /// <summary>What a launch says; null when it says nothing of the kind.</summary>
    public static SisFacts? Of(LtiLaunch launch)
    {
        var facts = new SisFacts(
            Kept(launch.Lis?.PersonSourcedId),
            Custom(launch, PersonNames, Longest),
            Custom(launch, UsernameNames, Longest),
            InOrder(Custom(launch, SectionNames, LongestList)),
            Kept(launch.Lis?.CourseSectionSourcedId) ?? Kept(launch.Lis?.CourseOfferingSourcedId) ?? Custom(launch, CourseNames, Longest));
        return facts == new SisFacts(null, null, null, null, null) ? null : facts;
    }

    private static string? Custom(LtiLaunch launch, string[] names, int longest)
        => names.Select(name => launch.Custom.TryGetValue(name, out var value) ? Kept(value, longest) : null).FirstOrDefault(value => value is not null);

    // An LMS that does not know a variable sends its name back, which reads as missing wherever it stands; so does what can be no SIS id.
    internal static string? Kept(string? value, int longest = Longest)
        => string.IsNullOrWhiteSpace(value) || value.StartsWith('$') || value.Length > longest || value.Any(char.IsControl) ? null : value.Trim();

    // The same sections in another order are the same fact.
    private static string? InOrder(string? list)
        => string.Join(',', Split(list).Where(id => !id.StartsWith('$')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } ids ? ids : null;

    private static string[] Split(string? list) => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
