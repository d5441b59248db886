using Microsoft.Extensions.Logging;

namespace Integration.Lti.Services;

/// <summary>What the services say in the log: hosts, codes and counts. Addresses hold ids of courses and people, so they are left out.</summary>
internal static partial class ServiceLog
{
    [LoggerMessage(3000, LogLevel.Debug, "Token granted by {Host} for {Scopes} scope(s)")]
    public static partial void TokenGranted(this ILogger log, string host, int scopes);

    [LoggerMessage(3001, LogLevel.Warning, "No token from {Host}: {Code}, HTTP {Status}")]
    public static partial void TokenFailed(this ILogger log, string host, string code, int? status);

    [LoggerMessage(3002, LogLevel.Warning, "{Method} to {Host} failed: {Code}, HTTP {Status}")]
    public static partial void CallFailed(this ILogger log, string method, string host, string code, int? status);

    [LoggerMessage(3003, LogLevel.Warning, "List at {Host} given up after {Pages} page(s): {Code}")]
    public static partial void ListGivenUp(this ILogger log, string host, int pages, string code);

    [LoggerMessage(3004, LogLevel.Information, "Read {Members} member(s) in {Pages} page(s) from {Host}; {Skipped} without an id")]
    public static partial void MembersRead(this ILogger log, int members, int pages, string host, int skipped);
}
