using System.Net;
using System.Text;
using Integration.Lti.Quirks;

namespace Integration.Lti.Services;

/// <summary>One complete answer of a platform.</summary>
/// <param name="Address">What was asked.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body of a success; at most the beginning of an error's.</param>
/// <param name="Links">The <c>Link</c> headers, as received.</param>
/// <param name="RetryAfter">How long the platform asks us to wait.</param>
internal sealed record ServiceAnswer(Uri Address, HttpStatusCode Status, byte[] Body, IReadOnlyList<string> Links, TimeSpan? RetryAfter)
{
    /// <summary>The platform's clock (<c>Date</c>), where it says so.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>A fault about this answer; its detail names the host and the status, never the path.</summary>
    public LtiFault Fault(FaultKind kind, string? note = null) => new(kind, $"{Address.IdnHost}: {(int)Status}{(note is null ? "" : $" {note}")}")
    {
        HttpStatus = (int)Status,
        RetryAfter = RetryAfter,
    };

    /// <summary>The fault of an answer that says yes and makes no sense.</summary>
    public LtiFault Unreadable() => Fault(ServiceFaults.AnswerUnreadable);

    /// <summary>The fault that the status of a service's answer stands for; null for a success.</summary>
    /// <param name="request">What was asked: only for a posted score does a conflict mean that the platform holds a later one.</param>
    /// <param name="quirks">What the platform means by it, where it means something of its own.</param>
    public LtiFault? ToFault(ServiceRequest request, ProductQuirks quirks) => IsSuccess ? null : Fault(quirks.FaultOf(this, request) ?? Kind(request));

    /// <summary>True when the answer holds these words.</summary>
    public bool Says(string words) => Encoding.UTF8.GetString(Body).Contains(words, StringComparison.OrdinalIgnoreCase);

    private FaultKind Kind(ServiceRequest request) => (int)Status switch
    {
        401 => ServiceFaults.Unauthorized,
        403 => ServiceFaults.Forbidden,
        404 or 410 => ServiceFaults.NotFound,
        408 => ServiceFaults.TimedOut,
        409 when request.IsScore => ServiceFaults.Superseded,
        422 => ServiceFaults.Unprocessable,
        429 => ServiceFaults.Throttled,
        >= 500 => ServiceFaults.PlatformFailed,
        _ => ServiceFaults.RequestRefused,
    };
}
