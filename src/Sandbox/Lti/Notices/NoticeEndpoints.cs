using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Sandbox.Lti.Registrations;
using Integration.Sandbox.Lti.Tokens;

namespace Integration.Sandbox.Lti.Notices;

/// <summary>The notification service (Platform Notification Service 1.0): the tool in use says where its notices go, and reads what it said.</summary>
internal static class NoticeEndpoints
{
    private const string Path = "/lti/notice-handlers";
    private const string Json = "application/json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).RequireScope(Scope.Notices);
        routes.MapPut(Path, SetAsync).RequireScope(Scope.Notices);
    }

    /// <summary>What a launch says of the service.</summary>
    public static JsonObject Offer(Addresses addresses) => new()
    {
        ["service_versions"] = new JsonArray("1.0"),
        ["platform_notification_service_url"] = addresses.At(Path),
        ["scope"] = new JsonArray(Scope.Notices),
        ["notice_types_supported"] = new JsonArray([.. NoticeHandlers.Types.Select(type => (JsonNode)type)]),
    };

    private static IResult List(ToolRegistrations tools, NoticeHandlers handlers)
    {
        var tool = tools.Current;
        return Results.Json(new JsonObject
        {
            ["client_id"] = tool.ClientId,
            ["deployment_id"] = tool.DeploymentId,
            ["notice_handlers"] = new JsonArray([.. NoticeHandlers.Types.Select(type => Shown(type, handlers.Find(tool, type) ?? ""))]),
        });
    }

    private static async Task<IResult> SetAsync(HttpRequest request, ToolRegistrations tools, NoticeHandlers handlers, CancellationToken ct)
    {
        if (ServiceAccess.FaultInContentType(request, Json) is { } fault)
        {
            return fault;
        }

        if (await JsonReading.ReadObjectAsync(request, ct) is not { } body || body.Text("notice_type") is not { } type || body.Text("handler") is not { } handler || Holds(body) != 2)
        {
            return new Refusal("invalid_request", "The body must be a JSON object of notice_type and handler, and nothing else.").ToJson();
        }

        if (!NoticeHandlers.Types.Contains(type))
        {
            return new Refusal("invalid_notice_type", "There are no notices of this type.").ToJson();
        }

        var tool = tools.Current;
        if (handler.Length > 0 && (!Uri.TryCreate(handler, UriKind.Absolute, out var address) || address.Authority != new Uri(tool.LaunchUri).Authority))
        {
            return new Refusal("invalid_handler", "The handler must be an address of the tool's own host.").ToJson();
        }

        handlers.Set(tool, type, handler);
        return Results.Json(Shown(type, handler));
    }

    private static int Holds(JsonElement body) => body.EnumerateObject().Count();

    private static JsonObject Shown(string type, string handler) => new() { ["notice_type"] = type, ["handler"] = handler };
}
