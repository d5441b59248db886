namespace Integration.Functions;

/// <summary>Starts the whole tool inside the calling process: the one way in for the Sandbox and the tests.</summary>
public static class ToolHost
{
    /// <summary>Builds, starts and returns the tool, listening on the address of <c>Public__Url</c>.</summary>
    /// <param name="start">Settings, platforms to add, and what stands in front.</param>
    /// <param name="ct">Cancels the start.</param>
    public static Task<RunningTool> StartAsync(ToolStart start, CancellationToken ct) => throw new NotSupportedException("Not built yet.");
}

/// <summary>What the caller of <see cref="ToolHost"/> decides.</summary>
/// <param name="Settings">The same settings as the executable reads (<c>Storage:Provider</c>, <c>Storage:Sqlite</c>, <c>Public:Url</c>, <c>Secrets:MasterKey</c> ...).</param>
/// <param name="Platforms">Platforms added (or brought up to date) before the first request, as <c>platform add</c> would.</param>
/// <param name="InFront">Middleware that runs before the tool's own, for a caller who plays the browser or the network; null for none.</param>
public sealed record ToolStart(
    IReadOnlyDictionary<string, string?> Settings,
    IReadOnlyList<PlatformToAdd> Platforms,
    Action<IApplicationBuilder>? InFront = null);

/// <summary>One platform (an LMS) as an admin registers it.</summary>
public sealed record PlatformToAdd(
    string Name,
    string Issuer,
    string ClientId,
    Uri AuthorizationEndpoint,
    Uri TokenEndpoint,
    Uri JwksUri,
    IReadOnlyList<string> DeploymentIds,
    string? TokenAudience = null,
    string? District = null,
    IReadOnlyList<string>? FrameOrigins = null,
    IReadOnlyList<string>? ServiceHosts = null);

/// <summary>A tool that runs until it is disposed.</summary>
public sealed class RunningTool(WebApplication app, Uri address) : IAsyncDisposable
{
    /// <summary>The tool's public address.</summary>
    public Uri Address { get; } = address;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
