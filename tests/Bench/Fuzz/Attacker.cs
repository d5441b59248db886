using System.Net.Sockets;
using System.Text.Json.Nodes;
using Integration.Bench.Launches;
using Integration.Tests.Certification.Fuzz;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Bench.Fuzz;

/// <summary>One browser that posts mutants with the state and cookie of a real login, so that nothing but the mutation stands in their way.</summary>
internal sealed class Attacker(PracticePlatform platform, Uri login, Uri tool, TimeProvider clock, int seed) : IDisposable
{
    // Well inside the ten minutes that a login is good for.
    private static readonly TimeSpan LoginAge = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Audience audience = new(PracticePlatform.Issuer, tool, platform.Address, clock);
    private readonly TokenMutator mutator = new(platform.Key, PracticePlatform.Kid);
    private readonly Random random = new(seed);
    private long loggedIn;
    private string state = "", cookie = "", token = "";
    private JsonObject claims = [];

    internal FuzzTally Tally { get; } = new();

    internal async Task SendTokensAsync(int count, CancellationToken ct)
    {
        await LogInAsync(ct);
        for (var i = 0; i < count; i++)
        {
            if (clock.GetElapsedTime(loggedIn) > LoginAge)
            {
                await LogInAsync(ct);
            }

            var mutant = mutator.Next(token, claims, random);
            var status = await PostAsync(new Uri(tool, "/lti/launch"), new FormUrlEncodedContent([new("state", state), new("id_token", mutant.Token)]), ct);
            Count(mutant, status);
            if (status < 400)
            {
                // Its nonce is used up.
                await LogInAsync(ct);
            }
        }
    }

    internal async Task SendFormsAsync(int count, CancellationToken ct)
    {
        await LogInAsync(ct);
        Uri[] addresses = [login, new(tool, "/lti/login"), new(tool, "/lti/launch"), new(tool, "/lti/bind")];
        for (var i = 0; i < count; i++)
        {
            var address = addresses[random.Next(addresses.Length)];
            var fields = FormMutator.Fields(GoodFields(), random);
            var status = random.Next(3) == 0
                ? await SendAsync(new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Query = FormMutator.Query(fields) }.Uri), ct)
                : await PostAsync(address, FormMutator.Body(fields, random), ct);
            Tally.Forms++;
            if (status is 0 or >= 500)
            {
                Tally.Broken++;
                Tally.Find($"Seed {seed}, form {i} to {address.AbsolutePath}: {status}");
            }
        }
    }

    public void Dispose() => http.Dispose();

    private void Count(Mutant mutant, int status)
    {
        if (status is 0 or >= 500)
        {
            Tally.Broken++;
        }
        else if (mutant.Expected is Expectation.Answered)
        {
            _ = status < 400 ? Tally.OddAdmitted++ : Tally.OddRefused++;
        }
        else
        {
            _ = status >= 400 ? Tally.Refused++ : Tally.LetIn++;
        }

        if (!mutant.Fits(status))
        {
            Tally.Find($"Seed {seed}, {mutant.Kind}: {status} {mutant.Token}");
        }
    }

    private async Task LogInAsync(CancellationToken ct)
    {
        var student = audience.Next();
        var address = QueryHelpers.AddQueryString(login.AbsoluteUri, GoodFields().ToDictionary(field => field.Key, field => (string?)field.Value));
        using var answer = await http.GetAsync(address, ct);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        state = query["state"].ToString();
        cookie = answer.Headers.GetValues("Set-Cookie").Last().Split(';')[0];
        claims = JsonNode.Parse(audience.Claims(student, query["nonce"].ToString()))!.AsObject();
        token = mutator.Sign(claims);
        loggedIn = clock.GetTimestamp();
    }

    private Dictionary<string, string> GoodFields() => new()
    {
        ["iss"] = PracticePlatform.Issuer,
        ["client_id"] = Audience.ClientId,
        ["login_hint"] = "hint",
        ["lti_message_hint"] = "link-1",
        ["target_link_uri"] = new Uri(tool, "/lti/launch").AbsoluteUri,
    };

    private Task<int> PostAsync(Uri address, HttpContent content, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Cookie", cookie);
        return SendAsync(request, ct);
    }

    /// <summary>The status of the answer, or 0 when there was none.</summary>
    private async Task<int> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            try
            {
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
                await answer.Content.CopyToAsync(Stream.Null, ct);
                return (int)answer.StatusCode;
            }
            catch (HttpRequestException fault) when (fault.InnerException is SocketException or IOException)
            {
                return 0;
            }
        }
    }
}
