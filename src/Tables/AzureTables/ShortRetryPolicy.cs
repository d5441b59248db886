using Azure.Core;
using Azure.Core.Pipeline;

namespace Integration.Tables.AzureTables;

/// <summary>
/// Repeats a failed request at most twice and within about a second, because a person is waiting: a store that asks for a longer pause is
/// reported as busy, and the caller decides. Notes every repeat, because a repeated write may meet its own first attempt.
/// </summary>
internal sealed class ShortRetryPolicy() : RetryPolicy(
    maxRetries: 2, DelayStrategy.CreateExponentialDelayStrategy(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(1)))
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Lets the caller see whether requests sent within the scope were repeated.</summary>
    internal static IDisposable Watch(Attempts attempts) =>
        HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [nameof(Attempts)] = attempts });

    protected override async ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
        Note(message, IsShort(message) && await base.ShouldRetryAsync(message, exception).ConfigureAwait(false));

    protected override bool ShouldRetry(HttpMessage message, Exception? exception) =>
        Note(message, IsShort(message) && base.ShouldRetry(message, exception));

    private static bool IsShort(HttpMessage message) => !message.HasResponse || !(RetryAfter.Of(message.Response) > LongestPause);

    private static bool Note(HttpMessage message, bool repeats)
    {
        if (repeats && message.TryGetProperty(nameof(Attempts), out var property) && property is Attempts attempts)
        {
            attempts.Repeated = true;
        }

        return repeats;
    }
}

/// <summary>What became of a write on its way.</summary>
internal sealed class Attempts
{
    internal bool Repeated { get; set; }
}
