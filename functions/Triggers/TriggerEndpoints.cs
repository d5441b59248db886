using System.Globalization;
using System.Text.Json.Serialization;
using Integration.Learning.Jobs;

namespace Integration.Functions.Triggers;

/// <summary>
/// What the Functions host posts. Its timer waits for ever on anything but 200 with a JSON object, so that is the answer whatever happened; and requests
/// from outside, which the host passes on with headers of its own, find nothing here.
/// </summary>
internal static partial class TriggerEndpoints
{
    // The timer comes every minute; a tick ends before the next one begins.
    private static readonly TimeSpan TickTime = TimeSpan.FromSeconds(50);

    internal static void MapTriggers(this IEndpointRouteBuilder routes) => routes.Map("/Tick", TickAsync);

    private static async Task<IResult> TickAsync(HttpRequest request, IJobs jobs, TimeProvider clock, ILogger<TriggerAnswer> log)
    {
        if (!HttpMethods.IsPost(request.Method) || IsPassedOn(request))
        {
            return TypedResults.NotFound();
        }

        // The body says nothing a tick needs, so it is not read and can't be wrong. The host's patience is not ours: the deadline alone ends the work.
        try
        {
            var report = await jobs.TickAsync(clock.GetUtcNow() + TickTime, CancellationToken.None);
            return Answer(string.Create(CultureInfo.InvariantCulture, $"Jobs done {report.Done}, failed {report.Failed}, skipped {report.Skipped}."));
        }
        catch (Exception fault)
        {
            LogFailed(log, fault);
            return Answer("The tick failed; the next one tries again.");
        }
    }

    // Everything that came over the network carries these (a caller can add but not remove them); a trigger never does.
    private static bool IsPassedOn(HttpRequest request) => request.Headers.Keys.Any(name =>
        name.Equals("x-ms-invocation-id", StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase));

    private static IResult Answer(string line) => TypedResults.Json(new TriggerAnswer([line]), TriggerJson.Default.TriggerAnswer);

    [LoggerMessage(9002, LogLevel.Error, "A tick failed.")]
    private static partial void LogFailed(ILogger log, Exception fault);
}

/// <summary>The answer in the host's form.</summary>
internal sealed record TriggerAnswer([property: JsonPropertyName("Logs")] IReadOnlyList<string> Logs)
{
    [JsonPropertyName("Outputs")]
    public IReadOnlyDictionary<string, string> Outputs { get; } = new Dictionary<string, string>();

    [JsonPropertyName("ReturnValue")]
    public string? ReturnValue => null;
}

[JsonSerializable(typeof(TriggerAnswer))]
internal sealed partial class TriggerJson : JsonSerializerContext;
