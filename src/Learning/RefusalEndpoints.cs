using Microsoft.AspNetCore.Http;

namespace Integration.Learning;

/// <summary>Turns a refusal into an answer.</summary>
public static class RefusalEndpoints
{
    /// <summary>The JSON answer of a refusal.</summary>
    public static IResult Answer(this Refusal refusal, int status) => Results.Json(refusal, RefusalJson.Default.Refusal, statusCode: status);
}
