using System.Text.Json.Serialization;
using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install.Registering;

/// <summary>What the page showed and the admin is about to confirm; it travels sealed in the form, so that nothing is stored before she does.</summary>
/// <param name="Invitation">The hash of the invitation's secret: the form works with that invitation alone.</param>
/// <param name="Token">The LMS's registration token.</param>
/// <param name="Platform">The configuration as it was read and checked; it is not fetched again.</param>
/// <param name="Expires">After this the page must be opened again.</param>
internal sealed record PendingRegistration(string Invitation, string? Token, PlatformConfiguration Platform, DateTimeOffset Expires);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PendingRegistration))]
internal sealed partial class PendingRegistrationJson : JsonSerializerContext;
