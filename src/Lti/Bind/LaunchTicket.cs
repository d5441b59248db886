using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Lti.Bind;

/// <summary>A verified launch that waits, sealed in the browser, for the secret from platform storage.</summary>
/// <param name="Registration">Read again when the ticket comes back.</param>
/// <param name="BindingHash">What the secret must hash to.</param>
/// <param name="Nonce">Used up when the ticket is honoured, not before: several tickets may be drawn, one gets in.</param>
/// <param name="ExpiresAt">Two minutes after it was drawn.</param>
/// <param name="Payload">The verified claims as UTF-8 JSON.</param>
internal sealed record LaunchTicket(RegistrationId Registration, byte[] BindingHash, NonceToUse Nonce, DateTimeOffset ExpiresAt, byte[] Payload);
