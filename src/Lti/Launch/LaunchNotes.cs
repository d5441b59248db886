using Integration.Lti.Registrations;
using Integration.Lti.Services;

namespace Integration.Lti.Launch;

/// <summary>Cuts an attempt down to what may be kept, and notes it. The platform's own words are bounded, so that a line has a largest size.</summary>
internal sealed class LaunchNotes(ILaunchLog log, TimeProvider clock)
{
    private const int MaxWord = 64;
    private const int MaxVariables = 20;

    private static readonly string[] KnownScopes =
        [ServiceScopes.LineItem, ServiceScopes.LineItemReadOnly, ServiceScopes.ResultReadOnly, ServiceScopes.Score];

    /// <summary>Notes how the attempt ended, if it is known whose it was.</summary>
    public void Note(Attempt attempt, LaunchOutcome outcome, string? rung = null, FaultKind? refused = null)
    {
        if (attempt.Registration is not { } registration)
        {
            return;
        }

        log.Note(registration, new LaunchLine
        {
            At = clock.GetUtcNow(),
            Reference = attempt.Reference,
            Outcome = outcome,
            Code = refused?.Code,
            DeploymentId = Attempt.Shown(attempt.DeploymentId),
            MessageType = Word(attempt.MessageType),
            Rung = rung,
            Product = Word(attempt.Launch?.Platform?.ProductFamilyCode),
            Version = Word(attempt.Launch?.Platform?.Version),
            Services = attempt.Launch is { } launch ? ServicesOf(launch) : [],
            Unresolved = [.. (attempt.Launch?.Unresolved ?? []).Where(variable => variable.Length <= MaxWord).Take(MaxVariables)],
            SecondsOld = attempt.ClockAhead is { } ahead ? (int)Math.Clamp(Math.Round(ahead.TotalSeconds), int.MinValue, int.MaxValue) : null,
        });
    }

    private static IReadOnlyList<string> ServicesOf(LtiLaunch launch) =>
    [
        .. KnownScopes.Where(scope => launch.Grades?.Scopes.Contains(scope) is true).Select(ServiceScopes.ShortName),
        .. launch.Roster is null ? Array.Empty<string>() : [ServiceScopes.ShortName(ServiceScopes.Memberships)],
    ];

    private static string? Word(string? text)
        => text is null ? null : string.Concat(text.Take(MaxWord).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
}

/// <summary>For a tool that keeps no log of launches.</summary>
internal sealed class NoLaunchLog : ILaunchLog
{
    public void Note(RegistrationId registration, LaunchLine line)
    {
    }
}
