using Integration.Lti.Services;

namespace Integration.Learning.Doctor.Checks;

/// <summary>Counts the people of a course as the LMS lists them, and which of their facts it shares. What it reads is counted and let go.</summary>
internal sealed class MembersCheck(NrpsClient nrps) : ICheck
{
    public CheckArea Area => CheckArea.Members;

    public async Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct)
    {
        if (subject is not { Memberships: { } address, Deployment: { } deployment })
        {
            return [new Finding(CheckArea.Members, FindingState.Unknown, "CHK1603")];
        }

        if (!(await nrps.ReadMembersAsync(subject.Registration, deployment, address, ct)).TryGetValue(out var members, out var fault))
        {
            return [new Finding(CheckArea.Members, FindingState.Failed, "CHK1602") { Fault = fault }];
        }

        if (members.Count == 0)
        {
            return [new Finding(CheckArea.Members, FindingState.Warning, "CHK1605")];
        }

        var named = members.Count(member => member.Name is not { Full: null, Given: null, Family: null });
        var counted = new Finding(
            CheckArea.Members,
            FindingState.Ok,
            "CHK1601",
            members.Count,
            members.Count(member => member is { Active: true, Roles: { Course: Lti.Launch.CourseRole.Learner, IsTestUser: false } }),
            named,
            members.Count(member => member.HasEmail),
            members.Count(member => member.PersonSourcedId is not null));
        return named > 0 ? [counted] : [counted, new Finding(CheckArea.Members, FindingState.Warning, "CHK1604")];
    }
}
