using Integration.OneRoster.Http;
using Integration.OneRoster.Security;
using Microsoft.Extensions.Logging;

namespace Integration.OneRoster.Rest;

/// <summary>Opens rosters over REST. Nothing is sent yet: a setting that can't be used is told at once, and everything else when the reader is asked.</summary>
public sealed class RestRosters
{
    private const int LargestPage = 50_000;
    private readonly IHttpClientFactory _clients;
    private readonly OneRosterOptions _options;
    private readonly SisLimits _limits;
    private readonly AccessTokens _tokens;
    private readonly SignatureMethods _signatures;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _logs;

    internal RestRosters(
        IHttpClientFactory clients, OneRosterOptions options, SisLimits limits, AccessTokens tokens, SignatureMethods signatures, TimeProvider clock, ILoggerFactory logs)
        => (_clients, _options, _limits, _tokens, _signatures, _clock, _logs) = (clients, options, limits, tokens, signatures, clock, logs);

    /// <summary>A reader for this connection.</summary>
    public OneRosterResult<RestRosterReader> Open(OneRosterConnection connection)
    {
        if (Check(connection) is { } wrong)
        {
            return wrong;
        }

        if (!SisAddress.Read(connection.BaseAddress, nameof(OneRosterConnection.BaseAddress), _options).TryGetValue(out var service, out var fault)
            || !Authorization(connection.Auth).TryGetValue(out var authorization, out fault))
        {
            return fault;
        }

        var exchange = new PageExchange(_clients, authorization.Calls, connection, _limits, _clock);
        var log = _logs.CreateLogger<RestRosterReader>();
        return new RestRosterReader(service, connection, exchange, new PageRetries(_limits, _clock, log), _clock, log);
    }

    private OneRosterResult<Chosen> Authorization(OneRosterAuth auth)
    {
        switch (auth)
        {
            case OAuth2Credentials credentials:
                var read = SisAddress.Read(credentials.TokenAddress, nameof(OAuth2Credentials.TokenAddress), _options);
                return read.TryGetValue(out var address, out var fault) ? new Chosen(new OAuth2Authorization(_tokens, credentials, address)) : fault;
            case OAuth1Credentials credentials:
                return new Chosen(new OAuth1Authorization(_signatures, credentials, _clock));
            case BearerCredentials credentials:
                return new Chosen(new BearerAuthorization(credentials));
            default:
                throw new ArgumentOutOfRangeException(nameof(auth));
        }
    }

    private static OneRosterFault? Check(OneRosterConnection connection)
    {
        var wrong = connection switch
        {
            { Version: not ("1.1" or "1.2") } => "Version: 1.1 or 1.2",
            { PageSize: < 1 or > LargestPage } => $"PageSize: 1 to {LargestPage}",
            _ when Headers(connection).Any(header => !IsHeader(header)) => "ExtraHeaders: not a header",
            _ => connection.Auth switch
            {
                OAuth2Credentials { ClientId.Length: 0 } => "ClientId is missing",
                OAuth2Credentials { ClientSecret.Length: 0 } => "ClientSecret is missing",
                OAuth1Credentials { ConsumerKey.Length: 0 } => "ConsumerKey is missing",
                OAuth1Credentials { ConsumerSecret.Length: 0 } => "ConsumerSecret is missing",
                BearerCredentials { Token: var token } when token.Trim() is not { Length: > 0 } value || value.Any(c => c is <= ' ' or >= '\u007f') => "Token is missing or has spaces in it",
                _ => null,
            },
        };
        return wrong is null ? null : new OneRosterFault(SisFaults.SettingWrong, wrong);
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(OneRosterConnection connection)
        => connection.Auth is OAuth2Credentials { ExtraHeaders: var forTokens } ? connection.ExtraHeaders.Concat(forTokens) : connection.ExtraHeaders;

    // Credentials have their own place, and a line break in a value would begin another header.
    private static bool IsHeader(KeyValuePair<string, string> header)
        => header.Key.Length > 0
            && header.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && header.Key.ToUpperInvariant() is not ("AUTHORIZATION" or "HOST" or "COOKIE")
            && header.Value.All(c => c is >= ' ' and < '\u007f');

    private sealed record Chosen(ICallAuthorization Calls);
}
