using System.Globalization;
using System.Security.Cryptography;
using Integration.Tables;
using Microsoft.Net.Http.Headers;

namespace Integration.Functions.Http;

/// <summary>
/// The one place where an exception becomes an answer, and where an empty 4xx (no such route, wrong method) gets its code. Our own bugs are logged once,
/// under the reference that the answer shows.
/// </summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            if (http.Response is { StatusCode: >= 400 and < 500, HasStarted: false, ContentType: null, ContentLength: null or 0 })
            {
                await ErrorAnswer.WriteAsync(http, http.Response.StatusCode, reference: null);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
            http.Abort();
        }
        catch (Exception fault) when (http.Response.HasStarted)
        {
            LogFault(NewReference(), http.Request.Method, RouteOf(http), fault);
            http.Abort();
        }
        catch (BadHttpRequestException bad)
        {
            await AnswerAsync(http, bad.StatusCode);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException && IsFrameworks(fault))
        {
            // A form that is broken or over its limits: thrown by the framework's readers of the body. A broken document of ours is a bug and stays one.
            await AnswerAsync(http, StatusCodes.Status400BadRequest);
        }
        catch (InvalidOperationException fault) when (IsFrameworks(fault) && !http.Request.HasFormContentType && HttpMethods.IsPost(http.Request.Method))
        {
            // An endpoint that reads a form was sent something else.
            await AnswerAsync(http, StatusCodes.Status415UnsupportedMediaType);
        }
        catch (NotSupportedException) when (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.Charset.HasValue)
        {
            // A charset that the framework knows and will not read, such as UTF-7.
            await AnswerAsync(http, StatusCodes.Status415UnsupportedMediaType);
        }
        catch (DocumentTooLargeException)
        {
            await AnswerAsync(http, StatusCodes.Status413PayloadTooLarge);
        }
        catch (StoreBusyException busy)
        {
            var wait = Math.Ceiling((busy.RetryAfter ?? DefaultWait).TotalSeconds);
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, retryAfter: wait.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception fault)
        {
            var reference = NewReference();
            LogFault(reference, http.Request.Method, RouteOf(http), fault);
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, reference);
        }
    }

    private static Task AnswerAsync(HttpContext http, int status, string? reference = null, string? retryAfter = null)
    {
        http.Response.Clear();
        http.Response.Headers.RetryAfter = retryAfter;
        return ErrorAnswer.WriteAsync(http, status, reference);
    }

    private static bool IsFrameworks(Exception fault) => fault.Source?.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) == true;

    private static string NewReference() => RandomNumberGenerator.GetHexString(10, lowercase: true);

    // The pattern, not the path: a path can hold ids.
    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    [LoggerMessage(9001, LogLevel.Error, "Fault {Reference} answering {Method} {Route}.")]
    private partial void LogFault(string reference, string method, string route, Exception fault);
}
