using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Integration.OneRoster.Http;
using Integration.OneRoster.Rostering;
using Integration.OneRoster.Security;
using Newtonsoft.Json;

namespace Integration.OneRoster.Rest;

/// <summary>What one request for a page came to.</summary>
internal sealed record PageAnswer
{
    /// <summary>The page; null when there is a fault.</summary>
    public PageContent? Content { get; init; }

    /// <summary>The fault; null when there is a page.</summary>
    public OneRosterFault? Fault { get; init; }

    /// <summary>True when a smaller page may fare better.</summary>
    public bool MaySucceedSmaller { get; init; }

    /// <summary><c>X-Total-Count</c>.</summary>
    public long? Total { get; init; }

    /// <summary><c>Date</c>.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>The revision header of this SIS.</summary>
    public string? Revision { get; init; }

    /// <summary>What <c>Link</c> says about the next page.</summary>
    public (NextLink Kind, Uri? Address) Next { get; init; }

    /// <summary>Requests it took.</summary>
    public int Calls { get; init; }

    /// <summary>Bytes read, decompressed.</summary>
    public long Bytes { get; init; }
}

/// <summary>Asks for one page, once: credentials, headers, limits of time and size. Refused credentials are replaced once; whatever else happens is an answer.</summary>
internal sealed class PageExchange(IHttpClientFactory clients, ICallAuthorization authorization, OneRosterConnection connection, SisLimits limits, TimeProvider clock)
{
    private readonly CookieContainer? _cookies = connection.Quirks.KeepsCookies ? new CookieContainer() : null;

    /// <summary>Sends the request and reads the answer.</summary>
    public async Task<PageAnswer> AskAsync(Uri address, RosterCollection collection, long offset, CancellationToken ct)
    {
        using var time = new CancellationTokenSource(limits.Call, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        var progress = new Progress();
        try
        {
            var answer = await AskAsync(address, collection, offset, progress, stop.Token).ConfigureAwait(false);
            return answer with { Calls = progress.Calls, Bytes = progress.Body?.Count ?? 0 };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed(new OneRosterFault(SisFaults.TimedOut, address.IdnHost), smaller: true);
        }
        catch (JsonException)
        {
            return Failed(new OneRosterFault(progress.Body is { IsMarkup: true } ? RestFaults.Html : RestFaults.NotJson, $"{CollectionAddress.Name(collection)}, {address.IdnHost}"), smaller: true);
        }
        catch (Exception e) when (SisFailures.Of(e, address) is { } fault)
        {
            return Failed(fault, smaller: e is IOException);
        }

        PageAnswer Failed(OneRosterFault fault, bool smaller)
            => new() { Fault = fault, MaySucceedSmaller = smaller && fault.Kind != RestFaults.Html, Calls = progress.Calls, Bytes = progress.Body?.Count ?? 0 };
    }

    private async Task<PageAnswer> AskAsync(Uri address, RosterCollection collection, long offset, Progress progress, CancellationToken ct)
    {
        using var client = clients.CreateClient(SisHttp.ClientName);
        for (var isSecondTry = false; ; isSecondTry = true)
        {
            using var request = Request(address);
            if (await authorization.ApplyAsync(request, ct).ConfigureAwait(false) is { } noCredentials)
            {
                return new PageAnswer { Fault = noCredentials };
            }

            progress.Calls++;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
            Keep(response, address);
            if (response.StatusCode == HttpStatusCode.Unauthorized && authorization.Refused(request) && !isSecondTry)
            {
                continue;
            }

            if (SisFailures.Kind((int)response.StatusCode) is { } kind)
            {
                return new PageAnswer
                {
                    Fault = response.Fault(kind, address, clock, CollectionAddress.Name(collection)),
                    MaySucceedSmaller = kind == SisFaults.ServerFailed || kind == SisFaults.TimedOut,
                };
            }

            authorization.Accepted(request);
            if (response.StatusCode == HttpStatusCode.NoContent)
            {
                return new PageAnswer { Content = new PageContent([], [], 0, []), ServerTime = response.Headers.Date };
            }

            return await ReadAsync(response, address, collection, offset, progress, ct).ConfigureAwait(false);
        }
    }

    private async Task<PageAnswer> ReadAsync(
        HttpResponseMessage response, Uri address, RosterCollection collection, long offset, Progress progress, CancellationToken ct)
    {
        using var body = progress.Body = new AnswerStream(await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false), limits.PageBytes, ct);
        using var text = new StreamReader(body, Charset(response), detectEncodingFromByteOrderMarks: true, bufferSize: 32 * 1024);
        var read = await new PageReader(collection, offset).ReadAsync(text, ct).ConfigureAwait(false);
        return new PageAnswer
        {
            Content = read.Value,
            Fault = read.Fault is { } fault ? response.Fault(fault.Kind, address, clock, fault.Detail) : null,
            Total = long.TryParse(Header(response, "X-Total-Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null,
            ServerTime = response.Headers.Date,
            Revision = connection.Quirks.RevisionHeader is { } header ? Header(response, header) : null,
            Next = NextLinks.Read(response.Headers.NonValidated.TryGetValues("Link", out var links) ? links : default, address),
        };
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        // Some firewalls in front of SIS turn away requests without it.
        request.Headers.TryAddWithoutValidation("User-Agent", "Integration-OneRoster/1.0");
        foreach (var (name, value) in connection.ExtraHeaders)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (_cookies?.GetCookieHeader(address) is { Length: > 0 } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        return request;
    }

    private void Keep(HttpResponseMessage response, Uri address)
    {
        if (_cookies is null || !response.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies))
        {
            return;
        }

        foreach (var cookie in cookies)
        {
            try
            {
                _cookies.SetCookies(address, cookie);
            }
            catch (CookieException)
            {
                // A cookie that browsers would drop is dropped.
            }
        }
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim() : null;

    private static Encoding Charset(HttpResponseMessage response)
    {
        try
        {
            return response.Content.Headers.ContentType?.CharSet is { } name ? Encoding.GetEncoding(name.Trim('"', '\'')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private sealed class Progress
    {
        public int Calls { get; set; }

        public AnswerStream? Body { get; set; }
    }
}
