using System.Globalization;
using System.Net.Http.Headers;
using Azure;

namespace Integration.Tables.AzureTables;

/// <summary>Reads the pause a server asks for.</summary>
internal static class RetryAfter
{
    internal static TimeSpan? Of(Response? response)
    {
        if (response is null)
        {
            return null;
        }

        if (response.Headers.TryGetValue("x-ms-retry-after-ms", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        if (!response.Headers.TryGetValue("Retry-After", out text) || !RetryConditionHeaderValue.TryParse(text, out var value))
        {
            return null;
        }

        // A date is measured against the server's own clock.
        return value.Delta ?? (value.Date - response.Headers.Date is { } pause && pause > TimeSpan.Zero ? pause : null);
    }
}
