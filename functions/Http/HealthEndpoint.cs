using System.Text.Json.Serialization;
using Integration.Tables;

namespace Integration.Functions.Http;

/// <summary><c>GET /health</c>: whether the store answers a point read in time.</summary>
internal static class HealthEndpoint
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Key Nothing = Key.Of("health");

    internal static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapMethods("/health", ["GET", "HEAD"], AnswerAsync);

    private static async Task<IResult> AnswerAsync(IDocumentStore store, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await store.FindAsync(Nothing, Nothing, stop.Token).WaitAsync(stop.Token);
            return Answer("ok", StatusCodes.Status200OK);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // Whatever ails the store, the answer is the same; the features that meet it log it.
            return Answer("storage does not answer", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Answer(string status, int code) => TypedResults.Json(new HealthBody(status), HealthJson.Default.HealthBody, statusCode: code);
}

/// <summary>The body of the answer.</summary>
internal sealed record HealthBody(string Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class HealthJson : JsonSerializerContext;
