using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install;

/// <summary>
/// The custom values by which people and classes are found in a district's roster, in each LMS's own variables. Nothing else needs them, so no LMS is asked for
/// them unless an admin ticks "school ids", or adds them by hand.
/// </summary>
internal static class RosterValues
{
    private const string Person = "sis_user_id";
    private const string Sections = "sis_section_ids";
    private const string Course = "sis_course_id";
    private const string Username = "username";

    private static readonly KeyValuePair<string, string> SignInName = new(Username, "$User.username");

    // The names of LTI Core, appendix C.
    private static readonly IReadOnlyList<KeyValuePair<string, string>> Standard =
        [new(Person, "$Person.sourcedId"), new(Course, "$CourseSection.sourcedId"), SignInName];

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Own = new Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>>
    {
        // Canvas's $CourseSection.sourcedId is the course's id, so the sections have a variable of their own.
        ["canvas"] =
        [
            new(Person, "$Canvas.user.sisSourceId"), new(Sections, "$Canvas.course.sectionSisSourceIds"), new(Course, "$Canvas.course.sisSourceId"),
            new(Username, "$Canvas.user.loginId"),
        ],
        ["schoology"] = [new(Person, "$com.schoology.User.uniqueId"), new(Sections, "$CourseSection.sourceSectionId"), SignInName],

        // No id of the person (https://community.d2l.com/brightspace/kb/articles/4261, read 2026-11-24).
        ["brightspace"] = [new(Course, "$CourseSection.sourcedId"), SignInName],

        // Its sourcedIds are made of its own numbers (https://developer.itslearning.com/LTI-Custom-parameter-substitutions.html, read 2026-11-24).
        ["itslearning"] = [SignInName],

        // Passes variables on as they stand.
        ["open-edx"] = [],
    };

    /// <summary>What an LMS can say, by the custom value's name.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string product) => Own.GetValueOrDefault(product, Standard);

    /// <summary>The tool as it is registered with one LMS: with these values where the admin lets it have school ids.</summary>
    public static ToolProfile For(this ToolProfile tool, string product, Access access) => access.HasFlag(Access.SchoolIds)
        ? tool with { Custom = new Dictionary<string, string>([.. tool.Custom, .. Of(product)]) }
        : tool;
}
