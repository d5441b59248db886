using System.Net;
using Azure.Core.Pipeline;
using Integration.Tables;
using Integration.Tables.AzureTables;

namespace Integration.Tests.Tables;

/// <summary>Stands between the SDK's pipeline and the network: counts and measures requests, and may answer or spoil them.</summary>
internal sealed class Wire : HttpMessageHandler
{
    private readonly HttpMessageInvoker network = new(new SocketsHttpHandler());

    /// <summary>What to answer a request with; null lets it through.</summary>
    internal Func<HttpRequestMessage, Task<HttpResponseMessage?>> Answer { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

    internal List<long> WriteSizes { get; } = [];

    internal AzureDocumentStore Open(string connectionString = "UseDevelopmentStorage=true") => new(AzureConnection.Open(
        new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = connectionString },
        options => options.Transport = new HttpClientTransport(this)));

    /// <summary>Sends the request, as if the answer alone were lost.</summary>
    internal Task<HttpResponseMessage> PassAsync(HttpRequestMessage request) => network.SendAsync(request, CancellationToken.None);

    internal static HttpResponseMessage Error(HttpStatusCode status, string code = "Some", params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var response = new HttpResponseMessage(status)
        {
            Content = new StringContent(
                $$"""{ "odata.error": { "code": "{{code}}", "message": { "lang": "en-US", "value": "Told by the test." } } }""", null, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.AbsolutePath.EndsWith("/Tables", StringComparison.Ordinal))
        {
            return Error(HttpStatusCode.Conflict, "TableAlreadyExists");
        }

        if (request.Content is not null)
        {
            WriteSizes.Add(request.Content.Headers.ContentLength ?? (await request.Content.ReadAsByteArrayAsync(cancellationToken)).Length);
        }

        return await Answer(request) ?? await network.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        network.Dispose();
        base.Dispose(disposing);
    }
}
