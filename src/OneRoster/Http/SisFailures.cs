using System.Security.Authentication;

namespace Integration.OneRoster.Http;

/// <summary>What the network and a status mean, in one place for tokens and pages.</summary>
internal static class SisFailures
{
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);

    /// <summary>The fault that an exception of the network stands for; null for exceptions that are ours.</summary>
    public static OneRosterFault? Of(Exception exception, Uri address) => exception switch
    {
        AnswerTooLargeException => new OneRosterFault(SisFaults.AnswerTooLarge, address.IdnHost),
        InsideAddressException or { InnerException: InsideAddressException } => new OneRosterFault(SisFaults.AddressInside, address.IdnHost),
        HttpRequestException { InnerException: AuthenticationException } => new OneRosterFault(SisFaults.CertificateRefused, address.IdnHost),
        HttpRequestException network => new OneRosterFault(SisFaults.NoAnswer, $"{address.IdnHost}: {network.HttpRequestError}"),
        IOException => new OneRosterFault(SisFaults.NoAnswer, $"{address.IdnHost}: the answer broke off"),
        _ => null,
    };

    /// <summary>How long an answer asks us to wait.</summary>
    public static TimeSpan? Wait(HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestAsked.Ticks)) : null;
    }

    /// <summary>A fault about an answer: host, status and a note, never a path.</summary>
    public static OneRosterFault Fault(this HttpResponseMessage response, OneRosterFaultKind kind, Uri address, TimeProvider clock, string? note = null)
        => new(kind, $"{(note is null ? "" : note + ", ")}{address.IdnHost}: {(int)response.StatusCode}")
        {
            HttpStatus = (int)response.StatusCode,
            RetryAfter = Wait(response, clock),
        };

    /// <summary>The kind that a status of a collection stands for; null for a success. The status decides, never the body: its shapes are too many.</summary>
    public static OneRosterFaultKind? Kind(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => SisFaults.Redirected,
        401 => SisFaults.Unauthorized,
        403 => SisFaults.NotGranted,
        404 or 410 => SisFaults.NotOffered,
        408 => SisFaults.TimedOut,
        429 => SisFaults.Busy,
        >= 500 => SisFaults.ServerFailed,
        _ => SisFaults.RequestRefused,
    };
}
