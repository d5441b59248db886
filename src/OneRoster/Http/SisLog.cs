using Microsoft.Extensions.Logging;

namespace Integration.OneRoster.Http;

/// <summary>What this room says in the log: hosts, codes and counts. Addresses may hold secrets or ids, so they are left out.</summary>
internal static partial class SisLog
{
    [LoggerMessage(1000, LogLevel.Debug, "Token granted by {Host}")]
    public static partial void TokenGranted(this ILogger log, string host);

    [LoggerMessage(1010, LogLevel.Warning, "No token from {Host}: {Code}, HTTP {Status}")]
    public static partial void TokenFailed(this ILogger log, string host, string code, int? status);

    [LoggerMessage(1020, LogLevel.Information, "{Collection} at {Host}, offset {Offset}: {Code}, HTTP {Status}; again with pages of {Limit} after {Wait}")]
    public static partial void PageAgain(this ILogger log, string collection, string host, long offset, string code, int? status, int limit, TimeSpan wait);

    [LoggerMessage(1021, LogLevel.Warning, "{Collection} at {Host} stopped at offset {Offset}: {Code}, HTTP {Status}")]
    public static partial void ReadStopped(this ILogger log, string collection, string host, long offset, string code, int? status);

    [LoggerMessage(1022, LogLevel.Debug, "{Collection} at {Host}: {Records} record(s) at offset {Offset} in {Calls} call(s)")]
    public static partial void PageRead(this ILogger log, string collection, string host, int records, long offset, int calls);
}
