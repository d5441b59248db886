using System.Globalization;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>One member of a record on the wire. The value is a text, a bool, a date, a time, a <see cref="Reference"/>, a list of these, members, a list of members, or null.</summary>
internal readonly record struct Member(string Name, object? Value);

/// <summary>A reference to another record.</summary>
internal sealed record Reference(string Route, string SourcedId, string Type);

/// <summary>Which members a record has in 1.1 and in 1.2 (rostering service, information model). A member without a value is named here and left out on the wire.</summary>
internal static class RecordForm
{
    public static IReadOnlyList<Member> Of(SisRecord record, SisVersion version)
    {
        List<Member> members =
        [
            new("sourcedId", record.SourcedId),
            new("status", record.Ended ? "tobedeleted" : "active"),
            new("dateLastModified", record.Modified),
        ];
        members.AddRange(record switch
        {
            SisOrg org => Of(org),
            SisSession session => Of(session),
            SisCourse course => Of(course),
            SisClass klass => Of(klass),
            SisUser user when version == SisVersion.V11 => Of11(user),
            SisUser user => Of12(user),
            SisEnrollment enrollment => Of(enrollment),
            _ => throw new ArgumentOutOfRangeException(nameof(record)),
        });
        return members;
    }

    private static Member[] Of(SisOrg o) =>
    [
        new("name", o.Name), new("type", o.Type), new("identifier", o.Identifier), new("parent", Org(o.Parent)), new("children", Many(o.Children, "orgs", "org")),
    ];

    private static Member[] Of(SisSession s) =>
    [
        new("title", s.Title),
        new("startDate", s.Start),
        new("endDate", s.End),
        new("type", s.Type),
        new("parent", s.Parent is null ? null : Session(s.Parent)),
        new("children", Many(s.Children, "academicSessions", "academicSession")),
        new("schoolYear", s.SchoolYear.ToString(CultureInfo.InvariantCulture)),
    ];

    private static Member[] Of(SisCourse c) =>
    [
        new("title", c.Title),
        new("courseCode", c.Code),
        new("schoolYear", Session(c.SchoolYear)),
        new("grades", c.Grades),
        new("subjects", c.Subjects),
        new("subjectCodes", c.SubjectCodes),
        new("org", Org(c.Org)),
    ];

    private static Member[] Of(SisClass c) =>
    [
        new("title", c.Title),
        new("classCode", c.Code),
        new("classType", c.Type),
        new("location", c.Location),
        new("grades", c.Grades),
        new("subjects", c.Subjects),
        new("course", new Reference("courses", c.Course, "course")),
        new("school", Org(c.School)),
        new("terms", Many(c.Terms, "academicSessions", "academicSession")),
        new("subjectCodes", c.SubjectCodes),
        new("periods", c.Periods),
    ];

    private static Member[] Of11(SisUser u) =>
    [
        new("username", u.Username ?? u.SourcedId),
        new("userIds", UserIds(u)),
        new("enabledUser", u.Enabled),
        new("givenName", u.GivenName),
        new("familyName", u.FamilyName),
        new("middleName", u.MiddleName),
        new("role", Role11(u.Roles[0].Role)),
        new("identifier", u.Identifier),
        new("email", u.Email),
        new("agents", Many(u.Agents, "users", "user")),
        new("orgs", u.Roles.Select(r => Org(r.Org)!).ToArray()),
        new("grades", u.Grades),
        new("metadata", Metadata(u)),
    ];

    private static Member[] Of12(SisUser u) =>
    [
        new("userMasterIdentifier", u.MasterIdentifier),
        new("username", u.Username),
        new("userIds", UserIds(u)),
        new("enabledUser", u.Enabled),
        new("givenName", u.GivenName),
        new("familyName", u.FamilyName),
        new("middleName", u.MiddleName),
        new("preferredFirstName", u.PreferredGivenName),
        new("roles", u.Roles.Select((r, i) => new Member[] { new("roleType", i == 0 ? "primary" : "secondary"), new("role", r.Role), new("org", Org(r.Org)) }).ToArray()),
        new("primaryOrg", Org(u.Roles[0].Org)),
        new("identifier", u.Identifier),
        new("email", u.Email),
        new("agents", Many(u.Agents, "users", "user")),
        new("grades", u.Grades),
        new("metadata", Metadata(u)),
    ];

    private static Member[] Of(SisEnrollment e) =>
    [
        new("user", new Reference("users", e.User, "user")),
        new("class", new Reference("classes", e.Class, "class")),
        new("school", Org(e.School)),
        new("role", e.Role),
        new("primary", e.Primary),
        new("beginDate", e.Begin),
        new("endDate", e.End),
    ];

    /// <summary>The closed vocabulary of 1.1 knows no principal.</summary>
    public static string Role11(string role) => role == "principal" ? "administrator" : role;

    private static Member[][] UserIds(SisUser u) => [.. u.UserIds.Select(id => new Member[] { new("type", id.Type), new("identifier", id.Identifier) })];

    private static Member[]? Metadata(SisUser u) => u.DisplayOrder is null && u.NativeScriptName is null
        ? null
        : [new("displayOrder", u.DisplayOrder), new("nativeScriptName", u.NativeScriptName)];

    private static Reference? Org(string? id) => id is null ? null : new Reference("orgs", id, "org");

    private static Reference Session(string id) => new("academicSessions", id, "academicSession");

    private static Reference[] Many(IReadOnlyList<string> ids, string route, string type) => [.. ids.Select(id => new Reference(route, id, type))];
}
