using Integration.Lti.Services;

namespace Integration.Learning.Doctor.Checks;

/// <summary>Asks for a token of every scope that is wanted, each by itself, so that one that is not allowed does not spoil the others.</summary>
internal sealed class TokenCheck(PlatformProbe probe) : ICheck
{
    public CheckArea Area => CheckArea.Access;

    public async Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct) =>
        subject.Deployment is not { } deployment
            ? [new Finding(CheckArea.Access, FindingState.Unknown, "CHK1504")]
            : await Task.WhenAll(WantedScopes.Of(subject.Platform).Select(scope => AskAsync(subject, deployment, scope, ct)));

    private async Task<Finding> AskAsync(CheckSubject subject, string deployment, string scope, CancellationToken ct)
    {
        var name = ServiceScopes.ShortName(scope);
        if (await probe.AskTokenAsync(subject.Registration, deployment, scope, ct) is not { } fault)
        {
            return new Finding(CheckArea.Access, FindingState.Ok, "CHK1501", name);
        }

        var wasLeftOut = subject.Platform.SelfRegistration?.Lacking().Contains(scope, StringComparer.Ordinal) is true;
        return new Finding(
            CheckArea.Access,
            wasLeftOut ? FindingState.Warning : FindingState.Failed,
            wasLeftOut ? "CHK1503" : scope == ServiceScopes.Memberships ? "CHK1505" : "CHK1502",
            name)
        { Fault = fault };
    }
}
