using Integration.Learning.Documents;

namespace Integration.Learning.Roster.Rows;

/// <summary>The kinds of document a roster is made of. Their keys, and the queries these serve, are in <see cref="RosterKeys"/>.</summary>
internal static class RosterDocuments
{
    public static readonly DocumentKind<RosterOrgRow> Org =
        new("roster org", 1, RosterJson.Of<RosterOrgRow>(), DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<RosterSessionRow> Session =
        new("roster session", 1, RosterJson.Of<RosterSessionRow>(), DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<RosterCourseRow> Course =
        new("roster course", 1, RosterJson.Of<RosterCourseRow>(), DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<RosterClassRow> Class =
        new("roster class", 1, RosterJson.Of<RosterClassRow>(), DataClass.Configuration, Subject.Nobody, Retention.District);

    public static readonly DocumentKind<RosterUserRow> User =
        new("roster user", 1, RosterJson.Of<RosterUserRow>(), DataClass.Identity, Subject.Learner, Retention.District);

    public static readonly DocumentKind<RosterEnrollmentRow> Enrollment =
        new("roster enrollment", 1, RosterJson.Of<RosterEnrollmentRow>(), DataClass.Identity, Subject.Learner, Retention.District);

    public static readonly DocumentKind<RosterMemberRow> Member =
        new("roster member", 1, RosterJson.Of<RosterMemberRow>(), DataClass.Identity, Subject.Learner, Retention.District);

    public static readonly DocumentKind<RosterKeyRow> Key =
        new("roster key", 1, RosterJson.Of<RosterKeyRow>(), DataClass.Identity, Subject.Learner, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [Org, Session, Course, Class, User, Enrollment, Member, Key];
}
