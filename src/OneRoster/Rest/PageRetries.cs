using Integration.OneRoster.Http;
using Integration.OneRoster.Rostering;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Integration.OneRoster.Rest;

/// <summary>
/// Asks for a page until it comes, a bounded number of times: waits as long as the SIS asks (or longer each time), and asks for less when the page was too much
/// for it. A SIS that wants a longer break gets it between two reads: the fault is temporary and says how long.
/// </summary>
internal sealed class PageRetries
{
    private readonly SisLimits _limits;
    private readonly ILogger _log;
    private readonly ResiliencePipeline<PageAnswer> _pipeline;

    public PageRetries(SisLimits limits, TimeProvider clock, ILogger log)
    {
        (_limits, _log) = (limits, log);
        _pipeline = new ResiliencePipelineBuilder<PageAnswer> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<PageAnswer>
            {
                MaxRetryAttempts = limits.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = limits.RetryDelay,
                MaxDelay = limits.LongestWait,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { Fault: { } fault } answer && IsWorthwhile(fault, answer, Asking(args.Context))),
                DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Fault?.RetryAfter),
                OnRetry = args =>
                {
                    Lower(args.Outcome.Result!, Asking(args.Context), args.RetryDelay);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>The answer to <paramref name="asking"/>, whose limit is lowered when that helped.</summary>
    public async Task<PageAnswer> AskAsync(PageAsking asking, Func<PageAsking, CancellationToken, Task<PageAnswer>> ask, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(PageAsking.Key, asking);
        try
        {
            return await _pipeline.ExecuteAsync(
                async inner =>
                {
                    var answer = await ask(asking, inner.CancellationToken).ConfigureAwait(false);
                    asking.Calls += answer.Calls;
                    asking.Bytes += answer.Bytes;
                    return answer;
                },
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool IsWorthwhile(OneRosterFault fault, PageAnswer answer, PageAsking asking)
        => (fault.RetryAfter is not { } wait || wait <= _limits.LongestWait)
            && (fault.Kind.Temporary || fault.Kind == RestFaults.NotJson || (answer.MaySucceedSmaller && asking.Limit > _limits.SmallestPage));

    private void Lower(PageAnswer answer, PageAsking asking, TimeSpan wait)
    {
        if (answer.MaySucceedSmaller && asking.Limit > _limits.SmallestPage)
        {
            asking.Limit = Math.Max(asking.Limit / 2, _limits.SmallestPage);
        }

        _log.PageAgain(CollectionAddress.Name(asking.Collection), asking.Host, asking.Offset, answer.Fault!.Kind.Code, answer.Fault.HttpStatus, asking.Limit, wait);
    }

    private static PageAsking Asking(ResilienceContext context) => context.Properties.GetValue(PageAsking.Key, null!);
}

/// <summary>One page that is being asked for, and what it has taken so far.</summary>
internal sealed class PageAsking(RosterCollection collection, string host, long offset, int limit)
{
    /// <summary>Where the retry strategy finds it.</summary>
    public static readonly ResiliencePropertyKey<PageAsking> Key = new("oneroster.page");

    /// <summary>Of which collection.</summary>
    public RosterCollection Collection => collection;

    /// <summary>At which host.</summary>
    public string Host => host;

    /// <summary>From which record on.</summary>
    public long Offset => offset;

    /// <summary>How many records at most.</summary>
    public int Limit { get; set; } = limit;

    /// <summary>Requests so far.</summary>
    public int Calls { get; set; }

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; set; }
}
