using System.Text.Json;
using Integration.Lti.Http;
using Integration.Lti.Quirks;
using Microsoft.Extensions.Logging;

namespace Integration.Lti.Services;

/// <summary>
/// Reads a list page by page along <c>Link: rel="next"</c>, whose address is used as it stands. Either the whole list is read or there is a fault:
/// a part of a class looks just like students who left.
/// </summary>
internal sealed class ServicePages(ServiceCalls calls, ServiceLimits limits, TimeProvider clock, ILogger<ServicePages> log)
{
    /// <summary>The entries of every page in order, and how many pages there were.</summary>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="first">The first page.</param>
    /// <param name="accept">The one media type wanted back.</param>
    /// <param name="read">Takes the entries of one page; null when the page is not of the right shape.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<LtiResult<ServiceList<T>>> ReadAsync<T>(
        ServiceCaller caller, Uri first, string accept, Func<JsonElement, IReadOnlyList<T>?> read, CancellationToken ct)
    {
        using var time = new CancellationTokenSource(limits.List, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        var progress = new Progress<T>();
        try
        {
            var fault = await ReadAsync(progress, caller, first, accept, read, stop.Token).ConfigureAwait(false);
            return fault is null ? new ServiceList<T>(progress.Entries, progress.Seen.Count, progress.Differences) : GivenUp(fault);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return GivenUp(new LtiFault(ServiceFaults.TimedOut, first.IdnHost));
        }

        LtiFault GivenUp(LtiFault fault)
        {
            log.ListGivenUp(WebAddress.Host(first) ?? "", progress.Seen.Count, fault.Kind.Code);
            return fault;
        }
    }

    private async Task<LtiFault?> ReadAsync<T>(
        Progress<T> progress, ServiceCaller caller, Uri first, string accept, Func<JsonElement, IReadOnlyList<T>?> read, CancellationToken ct)
    {
        for (Uri? page = first; page is not null;)
        {
            if (progress.Seen.Count == limits.Pages || !progress.Seen.Add(page.AbsoluteUri))
            {
                return new LtiFault(ServiceFaults.PagesEndless, page.IdnHost);
            }

            var sent = await calls.SendAsync(caller, ServiceRequest.Get(page, accept), ct).ConfigureAwait(false);
            if (!sent.TryGetValue(out var answer, out var fault) || !LooseJson.Read(answer, read).TryGetValue(out var entries, out fault))
            {
                return fault;
            }

            progress.Bytes += answer.Body.Length;
            progress.Entries.AddRange(entries);
            if (progress.Bytes > limits.ListBytes || progress.Entries.Count > limits.Entries)
            {
                return answer.Fault(ServiceFaults.PagesEndless);
            }

            var links = answer.Links.Select(ProductQuirks.Of(caller.Registration).StraightenLink).ToList();
            progress.Differences ??= LinkHeader.Find(links, page, "differences", out _);
            page = LinkHeader.Find(links, page, "next", out var isBroken);
            if (isBroken)
            {
                return answer.Unreadable();
            }
        }

        return null;
    }

    private sealed class Progress<T>
    {
        public HashSet<string> Seen { get; } = new(StringComparer.Ordinal);

        public List<T> Entries { get; } = [];

        public long Bytes { get; set; }

        public Uri? Differences { get; set; }
    }
}

/// <summary>A whole list, and where to ask for what has changed since, when the platform offers it.</summary>
internal sealed record ServiceList<T>(IReadOnlyList<T> Entries, int Pages, Uri? Differences);
