using Integration.Functions;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti;

/// <summary>What the LMS and the tool know of each other.</summary>
internal static class Registration
{
    public const string ClientId = "practice-client-0001";

    /// <summary>One deployment serves all courses, as in a school-wide installation.</summary>
    public const string DeploymentId = "1";

    public const string LoginPath = "/lti/login";
    public const string LaunchPath = "/lti/launch";
    public const string KeysPath = "/.well-known/jwks.json";
    public const string AuthorizationPath = "/lti/auth";
    public const string TokenPath = "/lti/token";
    public const string PlatformKeysPath = "/lti/jwks";

    /// <summary>Custom values of the tool itself, as its install pages tell an admin to type them in.</summary>
    public static IReadOnlyDictionary<string, string> Custom { get; } = new Dictionary<string, string> { ["context_history"] = "$Context.id.history" };

    /// <summary>What an admin would register with the tool for the LMS that is played.</summary>
    public static PlatformToAdd AsSeenByTheTool(Addresses addresses, Personality played) => new(
        played is Plain ? "Practice LMS" : $"Practice LMS as {played.Name}",
        played.SharedIssuer ?? addresses.Issuer,
        played.ClientId,
        new Uri(addresses.At(AuthorizationPath)),
        new Uri(addresses.At(TokenPath)),
        new Uri(addresses.At(PlatformKeysPath)),
        [played.DeploymentId],
        TokenAudience: played.TokenAudience ?? addresses.At(TokenPath),
        FrameOrigins: [addresses.Issuer],
        ServiceHosts: [addresses.Lms.Host]);
}
