using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>
/// One file as the specification describes it, and what of it is read.
/// </summary>
/// <param name="Name">Its name, such as <c>orgs.csv</c>.</param>
/// <param name="Collection">What its rows are; null for the file that only adds to another.</param>
/// <param name="Columns">All its columns in their order.</param>
/// <param name="Required">Those without which its rows mean nothing.</param>
/// <param name="Dates">Those that hold a day.</param>
internal sealed record FileSpec(string Name, RosterCollection? Collection, string[] Columns, string[] Required, string[] Dates)
{
    private const string Common = "sourcedId,status,dateLastModified,";

    // sms, phone, password, agents and the like are no part of the roster: they are passed over where they stand and nobody misses them.
    private static readonly string[] NeverRead =
        ["sms", "phone", "password", "agentSourcedIds", "subjectCodes", "preferredMiddleName", "pronouns", "userProfileSourcedId"];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dataLastModified"] = "dateLastModified",
        ["lastModified"] = "dateLastModified",
        ["id"] = "sourcedId",
        ["termSourcedId"] = "termSourcedIds",
        ["orgSourcedId"] = "orgSourcedIds",
        ["orgSourcedIds"] = "orgSourcedId",
        ["prefferedGivenName"] = "preferredGivenName",
        ["prefferedFamilyName"] = "preferredFamilyName",
        ["preferredFirstName"] = "preferredGivenName",
        ["preferredLastName"] = "preferredFamilyName",
        ["prefferedMiddleName"] = "preferredMiddleName",
        ["grade"] = "grades",
        ["subject"] = "subjects",
        ["period"] = "periods",
        ["userId"] = "userIds",
        ["enabled"] = "enabledUser",
        ["parentSourceId"] = "parentSourcedId",
        ["sourceId"] = "sourcedId",
        ["startDate"] = "beginDate",
        ["beginDate"] = "startDate",
        ["schoolYearId"] = "schoolYearSourcedId",
    };

    public static readonly FileSpec Orgs = new(
        "orgs.csv", RosterCollection.Orgs, All("name,type,identifier,parentSourcedId"), ["sourcedId", "name", "type"], []);

    public static readonly FileSpec AcademicSessions = new(
        "academicSessions.csv", RosterCollection.AcademicSessions, All("title,type,startDate,endDate,parentSourcedId,schoolYear"),
        ["sourcedId", "title", "type", "startDate", "endDate"], ["startDate", "endDate"]);

    public static readonly FileSpec Courses = new(
        "courses.csv", RosterCollection.Courses, All("schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes"), ["sourcedId", "title"], []);

    public static readonly FileSpec Classes = new(
        "classes.csv", RosterCollection.Classes,
        All("title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods"),
        ["sourcedId", "title", "schoolSourcedId"], []);

    public static readonly FileSpec Users11 = new(
        "users.csv", RosterCollection.Users,
        All("enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password"),
        ["sourcedId", "orgSourcedIds", "role", "givenName", "familyName"], []);

    public static readonly FileSpec Users12 = new(
        "users.csv", RosterCollection.Users,
        All("enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,"
            + "preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns"),
        ["sourcedId", "givenName", "familyName"], []);

    public static readonly FileSpec Roles = new(
        "roles.csv", null, All("userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId"),
        ["userSourcedId", "role", "orgSourcedId"], ["beginDate", "endDate"]);

    public static readonly FileSpec Enrollments = new(
        "enrollments.csv", RosterCollection.Enrollments, All("classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate"),
        ["sourcedId", "classSourcedId", "userSourcedId", "role"], ["beginDate", "endDate"]);

    /// <summary>The column that a name means: itself in any spelling of its capitals, an alias, or null.</summary>
    public string? Column(string name) =>
        Named(name) ?? Named(name.Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal))
        ?? (Aliases.TryGetValue(name, out var meant) ? Named(meant) : null);

    /// <summary>The columns that are missed when they are not there.</summary>
    public IEnumerable<string> Missed => Columns.Except(Required).Except(NeverRead);

    private string? Named(string name) => Columns.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string[] All(string columns) => (Common + columns).Split(',');
}
