using System.Globalization;
using Integration.Sandbox.Sis.Districts;
using Integration.Sandbox.Sis.Rest;

namespace Integration.Sandbox.Sis.Packages;

/// <summary>One file of a package: its name, its columns after the first three, and a record's values in them.</summary>
internal sealed record CsvFile(string Name, SisCollection Collection, string Columns, Func<SisRecord, IEnumerable<CsvRow>> Rows);

/// <summary>A row: its own id, and the values behind status and date.</summary>
internal sealed record CsvRow(string SourcedId, params string?[] Values);

/// <summary>Which columns each file has (OneRoster CSV binding 1.1 and 1.2.1), and how records become rows.</summary>
internal static class CsvRows
{
    public static IReadOnlyList<CsvFile> Of(SisVersion version) =>
    [
        new("academicSessions", SisCollection.AcademicSessions, "title,type,startDate,endDate,parentSourcedId,schoolYear", Rows<SisSession>(s => new(
            s.SourcedId, s.Title, s.Type, Date(s.Start), Date(s.End), s.Parent, s.SchoolYear.ToString(CultureInfo.InvariantCulture)))),
        new("orgs", SisCollection.Orgs, "name,type,identifier,parentSourcedId", Rows<SisOrg>(o => new(o.SourcedId, o.Name, o.Type, o.Identifier, o.Parent))),
        new("courses", SisCollection.Courses, "schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes", Rows<SisCourse>(c => new(
            c.SourcedId, c.SchoolYear, c.Title, c.Code, Many(c.Grades), c.Org, Many(c.Subjects), Many(c.SubjectCodes)))),
        new("classes", SisCollection.Classes, "title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods", Rows<SisClass>(c => new(
            c.SourcedId, c.Title, Many(c.Grades), c.Course, c.Code, c.Type, c.Location, c.School, Many(c.Terms), Many(c.Subjects), Many(c.SubjectCodes), Many(c.Periods)))),
        .. version == SisVersion.V12 ? Users12() : Users11(),
        new("enrollments", SisCollection.Enrollments, "classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate", Rows<SisEnrollment>(e => new(
            e.SourcedId, e.Class, e.School, e.User, e.Role, Flag(e.Primary), Date(e.Begin), Date(e.End)))),
    ];

    private static IEnumerable<CsvFile> Users11() =>
    [
        new("users", SisCollection.Users, "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,metadata.displayOrder,metadata.nativeScriptName", Rows<SisUser>(u => new(
            u.SourcedId, Flag(u.Enabled), Many(u.Roles.Select(r => r.Org)), RecordForm.Role11(u.Roles[0].Role), u.Username ?? u.SourcedId, UserIds(u), u.GivenName, u.FamilyName, u.MiddleName,
            u.Identifier, u.Email, null, null, Many(u.Agents), Many(u.Grades), null, u.DisplayOrder, u.NativeScriptName))),
    ];

    private static IEnumerable<CsvFile> Users12() =>
    [
        new("users", SisCollection.Users, "enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns,metadata.displayOrder,metadata.nativeScriptName", Rows<SisUser>(u => new(
            u.SourcedId, Flag(u.Enabled), u.Username ?? u.SourcedId, UserIds(u), u.GivenName, u.FamilyName, u.MiddleName, u.Identifier, u.Email, null, null, Many(u.Agents), Many(u.Grades), null,
            u.MasterIdentifier, u.PreferredGivenName, null, null, u.Roles[0].Org, null, u.DisplayOrder, u.NativeScriptName))),
        new("roles", SisCollection.Users, "userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId", record => ((SisUser)record).Roles.Select((r, i) => new CsvRow(
            $"{record.SourcedId}.{i + 1}", record.SourcedId, i == 0 ? "primary" : "secondary", r.Role, null, null, r.Org, null))),
    ];

    private static Func<SisRecord, IEnumerable<CsvRow>> Rows<T>(Func<T, CsvRow> row)
        where T : SisRecord => record => [row((T)record)];

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Flag(bool? flag) => flag switch
    {
        null => null,
        true => "true",
        false => "false",
    };

    private static string Many(IEnumerable<string> values) => string.Join(',', values);

    private static string UserIds(SisUser user) => Many(user.UserIds.Select(id => $"{{{id.Type}:{id.Identifier}}}"));
}
