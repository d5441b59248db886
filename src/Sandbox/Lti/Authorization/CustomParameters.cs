using Integration.Sandbox.Courses;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.Authorization;

/// <summary>Custom parameters as they leave the LMS: lower-case names, and the variables it knows filled in (LTI Core 1.3, appendix B).</summary>
internal static class CustomParameters
{
    public static IEnumerable<KeyValuePair<string, string>> For(Link link, Membership place, Personality lms) => For(link, place, lms, link.Custom);

    /// <summary>The same as an LMS sends them that does not know what was copied from what.</summary>
    public static IEnumerable<KeyValuePair<string, string>> WithoutHistory(this IEnumerable<KeyValuePair<string, string>> sent, IReadOnlyDictionary<string, string> custom)
    {
        var asked = custom
            .Concat(Registration.Custom)
            .Where(p => p.Value.EndsWith(".id.history", StringComparison.Ordinal))
            .DistinctBy(p => p.Key.ToLowerInvariant())
            .ToDictionary(p => p.Key.ToLowerInvariant(), p => p.Value);
        return sent.Select(p => KeyValuePair.Create(p.Key, asked.GetValueOrDefault(p.Key, p.Value)));
    }

    /// <summary>The values of the link (or of its column) first, then those of the tool itself where the LMS sends them along.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(Link link, Membership place, Personality lms, IReadOnlyDictionary<string, string> custom) =>
        custom
            .Concat(lms.SendsCustomOfTheTool ? Registration.Custom : [])
            .GroupBy(p => p.Key.ToLowerInvariant())
            .Select(same => KeyValuePair.Create(same.Key, lms.Resolve(same.First().Value) ?? Resolve(same.First().Value, link, place)));

    // A variable that is not known here comes back as it is, which is what a tool meets elsewhere too.
    private static string Resolve(string value, Link link, Membership place) => value switch
    {
        "$User.id" => place.Person.Subject,
        "$Person.name.full" => place.Person.Name,
        "$Person.name.given" => place.Person.GivenName,
        "$Person.name.family" => place.Person.FamilyName,
        "$Person.sourcedId" => place.Person.SourcedId ?? "",
        "$Person.email.primary" => place.Person.Email ?? "",
        "$Context.id" => place.Course.ContextId,
        "$Context.title" => place.Course.Title,
        "$Context.id.history" => History(place.Course.History),
        "$Canvas.masqueradingUser.id" => place.ActedBy?.Id ?? value,
        "$CourseSection.sourcedId" => place.Course.SourcedId,
        "$ResourceLink.id" => link.Id,
        "$ResourceLink.title" => link.Title,
        "$ResourceLink.id.history" => History(link.History),
        "$ResourceLink.submission.endDateTime" => Due.Write(link.Due) ?? "",
        _ => value,
    };

    private static string History(IReadOnlyList<string> ids) => string.Join(',', ids.Select(Uri.EscapeDataString));
}
