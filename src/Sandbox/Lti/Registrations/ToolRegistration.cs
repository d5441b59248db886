namespace Integration.Sandbox.Lti.Registrations;

/// <summary>What the LMS and one registered tool know of each other.</summary>
/// <param name="ClientId">The tool's name in tokens.</param>
/// <param name="DeploymentId">One deployment serves all courses, as in a school-wide installation.</param>
/// <param name="Name">What the LMS calls it.</param>
/// <param name="LoginUri">Where a launch begins.</param>
/// <param name="LaunchUri">The one redirect address; also where links without an address lead.</param>
/// <param name="KeysUri">The tool's public keys.</param>
/// <param name="Scopes">What its service tokens may do.</param>
public sealed record ToolRegistration(
    string ClientId, string DeploymentId, string Name, string LoginUri, string LaunchUri, string KeysUri, IReadOnlyList<string> Scopes)
{
    /// <summary>What the LMS calls itself towards this tool.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Whom the tool's requests for tokens must be made out to.</summary>
    public string TokenAudience { get; init; } = "";
}
