using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Pages;

/// <summary>A post that worked: the screen to show is at this address (303, so that it is fetched with GET whatever was posted).</summary>
internal sealed class SeeOther(string address) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
