using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Grades;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Jobs;
using Integration.Learning.Launches.Log;
using Integration.Learning.Notices;
using Integration.Learning.Platforms;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Rows;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Sealing;
using Integration.Learning.Work;

namespace Integration.Learning.Documents;

/// <summary>Every kind of document the tool stores: the source of the data inventory.</summary>
public static class DocumentKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        .. SealingDocuments.All,
        .. JobDocuments.All,
        .. DistrictDocuments.All,
        .. PlatformDocuments.All,
        .. NoticeDocuments.All,
        .. LaunchLogDocuments.All,
        .. InvitationDocuments.All,
        .. ActivityDocuments.All,
        .. ClassDocuments.All,
        .. WorkDocuments.All,
        .. GradeDocuments.All,
        .. RosterDocuments.All,
        .. RunDocuments.All,
        .. RosterSourceDocuments.All,
        .. JoinDocuments.All,
    ];
}
