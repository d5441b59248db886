using Integration.Lti.Services;

namespace Integration.Lti.Quirks;

/// <summary>Brightspace (D2L).</summary>
internal sealed class Brightspace : ProductQuirks
{
    public override string Name => "brightspace";

    protected override IReadOnlyList<string> FamilyCodes => ["desire2learn", "d2l"];

    // Tokens are asked for at one address and made out to another.
    // https://community.d2l.com/brightspace/kb/articles/1368 (read 2026-11)
    public override string TokenAudience => "https://api.brightspace.com/auth/token";

    // https://github.com/hypothesis/lms/blob/main/lms/services/lti_grading/_v13.py (read 2026-11): someone who left the course is a 403.
    public override FaultKind? FaultOf(ServiceAnswer answer, ServiceRequest request)
        => request.IsScore && (int)answer.Status == 403 && answer.Says("not enrolled") ? ServiceFaults.NotAStudent : null;
}
