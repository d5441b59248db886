using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Lti.Http;
using Integration.Lti.Services;

namespace Integration.Lti.DynamicRegistration;

/// <summary>
/// The two calls of a registration, through the client that follows no redirect and never enters our own network. Each is sent once: a registration posted
/// twice would stand in the LMS twice.
/// </summary>
internal sealed class RegistrationCalls(IHttpClientFactory clients, LtiToolOptions options, TimeProvider clock)
{
    private const int MostBytes = 256 * 1024;
    private const int MostSaid = 200;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Gets the configuration. Canvas wants the registration token here already, others pay no attention to it.</summary>
    public Task<LtiResult<JsonElement>> GetAsync(Uri address, string? token, CancellationToken ct) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), token, RegistrationFaults.ConfigurationRefused, ct);

    /// <summary>Posts the registration.</summary>
    public Task<LtiResult<JsonElement>> PostAsync(Uri address, string? token, JsonObject body, CancellationToken ct)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
        content.Headers.ContentType = Json;
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content }, token, RegistrationFaults.RegistrationRefused, ct);
    }

    private async Task<LtiResult<JsonElement>> SendAsync(HttpRequestMessage request, string? token, FaultKind refused, CancellationToken ct)
    {
        var host = request.RequestUri!.IdnHost;
        if (!PlatformHttp.MayCall(request.RequestUri, options))
        {
            return new LtiFault(RegistrationFaults.AddressRefused, host);
        }

        using var time = new CancellationTokenSource(TimeLimit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        using (request)
        {
            try
            {
                using var client = clients.CreateClient(PlatformHttp.ClientName);
                client.Timeout = Timeout.InfiniteTimeSpan; // the token holds the time, body included
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                request.Headers.TryAddWithoutValidation("User-Agent", "Integration-Lti/1.0");
                if (token is not null)
                {
                    request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                }

                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
                return await ReadAsync(response, host, token, refused, stop.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return new LtiFault(RegistrationFaults.TooSlow, host);
            }
            catch (Exception failed) when (failed is AddressRefusedException || failed.InnerException is AddressRefusedException)
            {
                return new LtiFault(RegistrationFaults.AddressPrivate, host);
            }
            catch (Exception failed) when (failed is HttpRequestException or IOException)
            {
                return new LtiFault(RegistrationFaults.NoAnswer, host);
            }
        }
    }

    private static async Task<LtiResult<JsonElement>> ReadAsync(HttpResponseMessage response, string host, string? token, FaultKind refused, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return new LtiFault(RegistrationFaults.Redirected, host) { HttpStatus = status };
        }

        var body = new byte[MostBytes + 1];
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        if (length > MostBytes)
        {
            return new LtiFault(RegistrationFaults.TooLarge, host);
        }

        var json = Parse(body.AsMemory(0, length));
        if (!response.IsSuccessStatusCode)
        {
            return new LtiFault(refused, $"{host}: HTTP {status}{Said(json, token)}") { HttpStatus = status };
        }

        return json is { } parsed ? parsed : new LtiFault(RegistrationFaults.NotJson, host);
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The LMS's own reason is what the admin needs ("this name is taken"); its token is nobody's business.
    private static string Said(JsonElement? json, string? token)
    {
        var said = json is { } error ? string.Join(", ", new[] { "error", "error_description", "message" }.Select(name => error.Text(name)).OfType<string>()) : "";
        if (said.Length == 0 || (token is not null && said.Contains(token, StringComparison.Ordinal)))
        {
            return "";
        }

        return ", " + string.Concat(said.Where(letter => !char.IsControl(letter)).Take(MostSaid));
    }
}
