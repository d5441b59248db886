using System.Text;
using System.Text.Json.Nodes;
using Integration.Lti.Registrations;

namespace Integration.Lti.Services;

/// <summary>Platform Notification Service, tool side. See <see href="https://www.imsglobal.org/spec/lti-pns/v1p0/main/">Platform Notification Service 1.0</see>.</summary>
public sealed class NoticeClient
{
    private readonly ServiceCalls _calls;
    private readonly LtiToolOptions _tool;

    internal NoticeClient(ServiceCalls calls, LtiToolOptions tool) => (_calls, _tool) = (calls, tool);

    /// <summary>Asks for notices of one type, to <see cref="LtiRoutes.Notices"/>. Asking again changes nothing: a deployment has one handler for a type.</summary>
    public async Task<LtiResult<bool>> SubscribeAsync(Registration registration, string deploymentId, Uri service, string noticeType, CancellationToken ct)
    {
        var body = new JsonObject { ["notice_type"] = noticeType, ["handler"] = new Uri(_tool.PublicUrl, LtiRoutes.Notices).AbsoluteUri };
        var request = ServiceRequest.Put(service, MediaTypes.Json, Encoding.UTF8.GetBytes(body.ToJsonString()));
        var sent = await _calls.SendAsync(new ServiceCaller(registration, deploymentId, ServiceScopes.NoticeHandlers), request, ct).ConfigureAwait(false);
        return sent.Fault is { } fault ? fault : true;
    }
}
