using Integration.Lti.Registrations;

namespace Integration.Lti.Notices;

/// <summary>What the tool does with a notice that passed every check. A platform may tell one thing twice, in notices of their own.</summary>
public interface INoticeHandler
{
    /// <summary>A course was made by copying another, or content of another was copied into it.</summary>
    Task HandleAsync(ContextCopyNotice notice, CancellationToken ct);
}

/// <summary>Types of notice that this tool knows.</summary>
public static class NoticeTypes
{
    /// <summary>A course was copied.</summary>
    public const string ContextCopy = "LtiContextCopyNotice";
}

/// <summary>A <c>LtiContextCopyNotice</c> whose signature, claims, deployment and nonce have all been checked.</summary>
/// <param name="Registration">Who signed it.</param>
/// <param name="DeploymentId">An approved deployment of that registration.</param>
/// <param name="ContextId">The new course.</param>
/// <param name="OriginIds">The courses its content came from; empty where the platform does not say.</param>
public sealed record ContextCopyNotice(Registration Registration, string DeploymentId, string ContextId, IReadOnlyList<string> OriginIds);

/// <summary>For a tool that has no use for notices.</summary>
internal sealed class NoNoticeHandler : INoticeHandler
{
    public Task HandleAsync(ContextCopyNotice notice, CancellationToken ct) => Task.CompletedTask;
}
