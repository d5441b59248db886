using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Integration.Functions.Http;

/// <summary>An answer that went wrong outside any feature: JSON for scripts, a plain page in two languages for people.</summary>
internal static class ErrorAnswer
{
    internal static Task WriteAsync(HttpContext http, int status, string? reference)
    {
        http.Response.StatusCode = status;
        var code = string.Create(CultureInfo.InvariantCulture, $"HTTP{status}");
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return http.Response.WriteAsJsonAsync(new ErrorBody(code, Words(status).English, reference), ErrorJson.Default.ErrorBody);
        }

        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(Page(code, Words(status), reference), Encoding.UTF8);
    }

    // Every part is our own text or hexadecimal digits: nothing of the request reaches the page.
    private static string Page(string code, (string English, string Spanish) words, string? reference) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{code}</title></head>
        <body>
        <main>
        <h1>{words.English}</h1>
        <p lang="es">{words.Spanish}</p>
        <p>{code}{(reference is null ? "" : " &middot; " + reference)}</p>
        </main>
        </body>
        </html>
        """;

    private static (string English, string Spanish) Words(int status) => status switch
    {
        StatusCodes.Status404NotFound => ("There is nothing at this address.", "No hay nada en esta dirección."),
        StatusCodes.Status405MethodNotAllowed => ("This address can't be used that way.", "Esta dirección no se puede usar así."),
        StatusCodes.Status408RequestTimeout => ("The request took too long to arrive.", "La solicitud tardó demasiado en llegar."),
        StatusCodes.Status413PayloadTooLarge => ("That is too large to be taken.", "Es demasiado grande para recibirlo."),
        StatusCodes.Status503ServiceUnavailable => ("We are busy. Please try again in a moment.", "Estamos ocupados. Inténtalo de nuevo en un momento."),
        >= 500 => ("Something went wrong on our side. Please try again.", "Algo falló de nuestro lado. Inténtalo de nuevo."),
        _ => ("The request could not be understood.", "No se pudo entender la solicitud."),
    };
}

/// <summary>The JSON form.</summary>
internal sealed record ErrorBody(string Code, string Message, string? Reference);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJson : JsonSerializerContext;
