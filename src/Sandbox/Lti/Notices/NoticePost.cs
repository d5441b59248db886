using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Lti.Registrations;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Sandbox.Lti.Notices;

/// <summary>Signs notices and posts them to the tool in use, once: a tool that does not answer then is not told again.</summary>
internal sealed class NoticePost(ToolRegistrations tools, NoticeHandlers handlers, PlatformKey key, IHttpClientFactory http, TimeProvider clock)
{
    public const string Client = "notices";

    private const int Seconds = 3600;
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Tells of a copied course, where the tool asked for that; true when the tool took it.</summary>
    public async Task<bool> TellCopiedAsync(Course source, Course copy, CancellationToken ct)
    {
        var tool = tools.Current;
        if (handlers.Find(tool, NoticeHandlers.ContextCopy) is not { } address)
        {
            return false;
        }

        var claims = Common(tool, NoticeHandlers.ContextCopy);
        claims[Claim.Context] = new JsonObject { ["id"] = copy.ContextId, ["label"] = copy.SourcedId, ["title"] = copy.Title };
        claims[Claim.OriginContexts] = new JsonArray(source.ContextId);
        var body = new JsonObject { ["notices"] = new JsonArray(new JsonObject { ["jwt"] = Handler.CreateToken(claims.ToJsonString(), key.Credentials) }) };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await http.CreateClient(Client).PostAsync(address, content, ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    // No sub: it is about nobody.
    private JsonObject Common(ToolRegistration tool, string type)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["iss"] = tool.Issuer,
            ["aud"] = tool.ClientId,
            ["azp"] = tool.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + Seconds,
            ["nonce"] = Guid.NewGuid().ToString(),
            [Claim.Version] = "1.3.0",
            [Claim.DeploymentId] = tool.DeploymentId,
            [Claim.Notice] = new JsonObject
            {
                ["id"] = Guid.NewGuid().ToString(),
                ["timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["type"] = type,
            },
        };
    }
}
