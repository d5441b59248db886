namespace Integration.Tables;

/// <summary>The store asked us to come back later (Azure 429 or 503, SQLite busy past its time-out). Nothing was written.</summary>
public sealed class StoreBusyException(string message, TimeSpan? retryAfter, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the store asked us to wait, when it said so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>A document over 900 KiB of UTF-8, or a batch over 4 MiB. Nothing was written.</summary>
public sealed class DocumentTooLargeException(string message, Exception? inner = null) : Exception(message, inner);
