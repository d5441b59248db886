using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Lti.Quirks;

/// <summary>Blackboard Learn (Anthology).</summary>
internal sealed class Blackboard : ProductQuirks
{
    public override string Name => "blackboard";

    protected override IReadOnlyList<string> FamilyCodes => ["BlackboardLearn"];

    // One issuer for every school: https://docs.anthology.com/docs/lti/core/handling-oidc-login (read 2026-11)
    protected override IReadOnlyList<string> Issuers => ["https://blackboard.com"];

    // The login says nothing of storage, since the address to begin at is kept as it was registered; the frame is always this one.
    // https://docs.anthology.com/docs/lti/core/poidc-login-lti_storage_target (read 2026-11)
    public override string StorageTarget => "lti_storage_frame";

    // Asked for one student, results come without their comments.
    // https://github.com/hypothesis/lms/blob/main/lms/services/lti_grading/_v13.py (read 2026-11)
    public override bool FiltersResults => false;

    // Lists sub, the application's id, as required: https://docs.anthology.com/docs/lti/deep-linking/dl-return-token (read 2026-11)
    public override string DeepLinkingSubject(Registration registration) => registration.ClientId;

    // https://github.com/hypothesis/lms/blob/main/lms/services/lti_grading/_v13.py (read 2026-11)
    public override FaultKind? FaultOf(ServiceAnswer answer, ServiceRequest request)
        => request.IsScore && (int)answer.Status == 400 && answer.Says("User could not be found") ? ServiceFaults.NotAStudent : null;
}
