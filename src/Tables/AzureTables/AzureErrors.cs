using Azure;

namespace Integration.Tables.AzureTables;

/// <summary>What the table service's errors mean in the words of the port.</summary>
internal static class AzureErrors
{
    /// <summary>The refusal, when the error is one.</summary>
    internal static ConflictReason? Refusal(RequestFailedException e) => (e.Status, e.ErrorCode) switch
    {
        (409, "EntityAlreadyExists") => ConflictReason.AlreadyExists,
        (412, _) => ConflictReason.Stale,
        (404, "ResourceNotFound" or "EntityNotFound") => ConflictReason.NotFound,
        _ => null,
    };

    /// <summary>True when the server may have written after all.</summary>
    internal static bool IsAmbiguous(RequestFailedException e) => e.Status is 500 or 502 or 504;

    /// <summary>The port's own exception for "too large" and "busy"; null when the error is better left as it is.</summary>
    internal static Exception? Translate(RequestFailedException e) => (e.Status, e.ErrorCode) switch
    {
        (413, _) or (_, "RequestBodyTooLarge" or "EntityTooLarge" or "PropertyValueTooLarge" or "ContentLengthExceeded") =>
            new DocumentTooLargeException("Azure Table storage refused the batch as too large.", e),
        (429 or 503, _) or (500, "OperationTimedOut") =>
            new StoreBusyException($"Azure Table storage is busy ({e.Status}).", RetryAfter.Of(e.GetRawResponse()), e),
        _ => null,
    };
}
