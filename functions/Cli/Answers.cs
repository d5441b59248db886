using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Learning.Districts;
using Integration.Learning.Platforms;
using Integration.Lti.Launch;

namespace Integration.Functions.Cli;

/// <summary>A district as <c>--json</c> prints it.</summary>
internal sealed record DistrictAnswer(string Id, string Name, string TimeZone, string Language)
{
    internal static DistrictAnswer Of(District district) => new(district.Id, district.Name, district.TimeZone, district.Language);
}

/// <summary>One deployment as <c>--json</c> prints it.</summary>
internal sealed record DeploymentAnswer(string Id, string Status, string? District);

/// <summary>The addresses an admin pastes into the LMS.</summary>
internal sealed record PasteAnswer(string LoginUrl, string RedirectUrl, string LaunchUrl, string JwksUrl);

/// <summary>A platform as <c>--json</c> prints it.</summary>
internal sealed record PlatformAnswer(
    string Id,
    string Name,
    string? Family,
    string Issuer,
    string ClientId,
    string AuthUrl,
    string TokenUrl,
    string JwksUrl,
    string Audience,
    string? District,
    string Status,
    IReadOnlyList<DeploymentAnswer> Deployments,
    IReadOnlyList<string> FrameOrigins,
    IReadOnlyList<string> ServiceHosts,
    PasteAnswer PasteIntoLms,
    RegisteredAnswer? Registered)
{
    internal static PlatformAnswer Of(PlatformRecord platform, Uri tool) => new(
        platform.Id,
        platform.Name,
        platform.ProductFamily,
        platform.Issuer,
        platform.ClientId,
        platform.AuthorizationEndpoint.OriginalString,
        platform.TokenEndpoint.OriginalString,
        platform.JwksUri.OriginalString,
        platform.TokenAudience,
        platform.District,
        platform.Status.ToString().ToLowerInvariant(),
        [.. platform.Deployments.Select(deployment => new DeploymentAnswer(deployment.Id, deployment.Status.ToString().ToLowerInvariant(), deployment.District))],
        platform.FrameOrigins,
        platform.ServiceHosts,
        new PasteAnswer(
            new Uri(tool, $"/lti/login/{platform.Id}").AbsoluteUri,
            new Uri(tool, "/lti/launch").AbsoluteUri,
            new Uri(tool, "/lti/launch").AbsoluteUri,
            new Uri(tool, "/.well-known/jwks.json").AbsoluteUri),
        platform.SelfRegistration is { } registered ? new(registered.Account, registered.Wanted, registered.Granted) : null);
}

/// <summary>What a platform that registered itself was asked for and granted; null where it did not say.</summary>
internal sealed record RegisteredAnswer(string Account, IReadOnlyList<string> Wanted, IReadOnlyList<string>? Granted);

[JsonSerializable(typeof(IReadOnlyList<DistrictAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<PlatformAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<ToolKeyState>))]
[JsonSerializable(typeof(LaunchesAnswer))]
[JsonSerializable(typeof(CheckAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>For terminals and scripts, where nothing reads it as HTML.</summary>
    internal static AnswerJson Plain { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter<LaunchOutcome>(JsonNamingPolicy.CamelCase) },
    });
}
