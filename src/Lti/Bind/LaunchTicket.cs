using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Lti.Bind;

/// <summary>A verified launch that waits, sealed in the browser, for the secret from platform storage.</summary>
/// <param name="Registration">Read again when the ticket comes back.</param>
/// <param name="BindingHash">What the secret must hash to.</param>
/// <param name="Nonce">Used up when the ticket is honoured, not before: several tickets may be drawn, one gets in.</param>
/// <param name="ExpiresAt">Two minutes after it was drawn.</param>
/// <param name="Begun">What the log knows of it already.</param>
/// <param name="Payload">The verified claims as UTF-8 JSON.</param>
internal sealed record LaunchTicket(RegistrationId Registration, byte[] BindingHash, NonceToUse Nonce, DateTimeOffset ExpiresAt, BegunLaunch Begun, byte[] Payload)
{
    /// <summary>How long platform storage has time to answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);
}

/// <summary>What ties the two halves of a launch together in the log.</summary>
/// <param name="Reference">The reference of the first half.</param>
/// <param name="MessageType">As received and signed.</param>
/// <param name="ClockAhead">Measured when the token arrived; by now it would hold the time that storage took.</param>
internal sealed record BegunLaunch(string Reference, string? MessageType, TimeSpan? ClockAhead)
{
    /// <summary>Of the attempt that drew the ticket.</summary>
    public static BegunLaunch Of(Attempt attempt) => new(attempt.Reference, attempt.MessageType, attempt.ClockAhead);
}
