using System.Globalization;
using System.Text.Json.Serialization;
using Integration.Learning.Pages.Handshake;

namespace Integration.Functions.Http;

/// <summary>An answer that went wrong outside any feature: JSON for scripts, a page in the product's look for people.</summary>
internal static class ErrorAnswer
{
    internal static Task WriteAsync(HttpContext http, int status, string? reference)
        => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? PageAsync(http, status, reference)
            : JsonAsync(http, status, reference);

    private static async Task PageAsync(HttpContext http, int status, string? reference)
    {
        try
        {
            await http.RequestServices.GetRequiredService<ErrorPages>().Error(http, status, reference).ExecuteAsync(http);
        }
        catch (Exception) when (reference is not null && !http.Response.HasStarted)
        {
            // What is broken may be the pages themselves. The first fault is in the log; its reference must reach the person all the same.
            http.Response.Clear();
            await JsonAsync(http, status, reference);
        }
    }

    private static Task JsonAsync(HttpContext http, int status, string? reference)
    {
        http.Response.StatusCode = status;
        var code = string.Create(CultureInfo.InvariantCulture, $"HTTP{status}");
        return http.Response.WriteAsJsonAsync(new ErrorBody(code, Message(status), reference), ErrorJson.Default.ErrorBody);
    }

    private static string Message(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address can't be used that way.",
        StatusCodes.Status408RequestTimeout => "The request took too long to arrive.",
        StatusCodes.Status413PayloadTooLarge => "That is too large to be taken.",
        StatusCodes.Status503ServiceUnavailable => "We are busy. Please try again in a moment.",
        >= 500 => "Something went wrong on our side. Please try again.",
        _ => "The request could not be understood.",
    };
}

/// <summary>The JSON form.</summary>
internal sealed record ErrorBody(string Code, string Message, string? Reference);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
