using Integration.Lti.Launch;

namespace Integration.Learning.Pages.Handshake;

/// <summary>What a refusal page shows.</summary>
/// <param name="ForStudent">What to do now.</param>
/// <param name="ForAdmin">What is wrong, for the person who can set it right.</param>
/// <param name="Code">The fault's code.</param>
/// <param name="Spec">The rule that was broken.</param>
/// <param name="Detail">Received and expected values, or null.</param>
/// <param name="Facts">What may be said about the launch.</param>
public sealed record RefusalModel(string ForStudent, string ForAdmin, string Code, string Spec, string? Detail, RefusalFacts Facts);

/// <summary>What the new-window page shows.</summary>
/// <param name="LoginAgain">Where the login starts over, or null where it can't.</param>
/// <param name="Facts">What may be said about the launch.</param>
public sealed record NewWindowModel(Uri? LoginAgain, RefusalFacts Facts);

/// <summary>What an error page shows.</summary>
/// <param name="Shown">The status whose words are shown.</param>
/// <param name="Code">What people quote to each other.</param>
/// <param name="Reference">A short id that also stands in the log, or null.</param>
/// <param name="At">When.</param>
public sealed record ErrorModel(int Shown, string Code, string? Reference, DateTimeOffset At);
