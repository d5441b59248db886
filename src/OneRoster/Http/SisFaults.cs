namespace Integration.OneRoster.Http;

/// <summary>What can go wrong on the way to a SIS: address, network, credentials, rights and load.</summary>
public static class SisFaults
{
    /// <summary>A setting of the connection can't be used; the detail says which.</summary>
    public static readonly OneRosterFaultKind SettingWrong = new(
        "OR1001", "A setting of this connection is missing or can't be used. Correct it and try again.");

    /// <summary>The name leads inside our own network.</summary>
    public static readonly OneRosterFaultKind AddressInside = new(
        "OR1002", "The address leads to no public server, so nothing was sent. Give the SIS's public address.");

    /// <summary>A redirect, which is never followed.</summary>
    public static readonly OneRosterFaultKind Redirected = new(
        "OR1003", "The SIS answered with a redirect. Credentials are never sent on to another address: give the final address of the OneRoster service.");

    /// <summary>Nothing answered.</summary>
    public static readonly OneRosterFaultKind NoAnswer = new(
        "OR1004", "The SIS could not be reached or broke off its answer. The read goes on from where it was when the SIS is back.", Temporary: true);

    /// <summary>The certificate is not trusted.</summary>
    public static readonly OneRosterFaultKind CertificateRefused = new(
        "OR1005", "No secure connection to the SIS: its certificate has expired, is for another name, or comes from an unknown issuer. The SIS's operator must renew it.");

    /// <summary>Too slow.</summary>
    public static readonly OneRosterFaultKind TimedOut = new(
        "OR1006", "The SIS did not answer in time. The read goes on from where it was; a smaller page size may help.", Temporary: true);

    /// <summary>More in one answer than we hold.</summary>
    public static readonly OneRosterFaultKind AnswerTooLarge = new(
        "OR1007", "One answer of the SIS was larger than this tool reads, even for the smallest page. Set a smaller page size, or ask the vendor why records are so large.");

    /// <summary>The token address refused us; the detail holds the OAuth error code.</summary>
    public static readonly OneRosterFaultKind TokenRefused = new(
        "OR1010", "The SIS refused the client id or the secret. Check both, where they are sent (header, form or query), and that the SIS has this application enabled.");

    /// <summary>A yes without a token.</summary>
    public static readonly OneRosterFaultKind TokenUnreadable = new(
        "OR1011", "The token address answered, but not with a token. Check the token address: it may lead to a sign-in or maintenance page.");

    /// <summary>The scope is not given to us.</summary>
    public static readonly OneRosterFaultKind ScopeRefused = new(
        "OR1012", "The SIS does not grant the scope that was asked for. Grant roster-core.readonly to this application, or change the scopes of the connection.");

    /// <summary>A no without a reason of its own.</summary>
    public static readonly OneRosterFaultKind RequestRefused = new(
        "OR1400", "The SIS refused the request. The status is in the detail; the vendor can say what it does not like.");

    /// <summary>Credentials not taken.</summary>
    public static readonly OneRosterFaultKind Unauthorized = new(
        "OR1401", "The SIS does not take the credentials of this connection, not even fresh ones. Check key and secret, and the clock of the SIS.");

    /// <summary>This collection is not for us.</summary>
    public static readonly OneRosterFaultKind NotGranted = new(
        "OR1403", "The SIS does not let this application read this collection. Grant it there; until then nothing of it is read and nothing of it ends.");

    /// <summary>Not there.</summary>
    public static readonly OneRosterFaultKind NotOffered = new(
        "OR1404", "There is no such OneRoster collection at this address. Check the base address, which ends before /orgs and /users.");

    /// <summary>Too many requests.</summary>
    public static readonly OneRosterFaultKind Busy = new(
        "OR1429", "The SIS asks this tool to slow down. The read goes on from where it was after the time the SIS asked for.", Temporary: true);

    /// <summary>The SIS failed.</summary>
    public static readonly OneRosterFaultKind ServerFailed = new(
        "OR1500", "The SIS failed several times on the same page. The read goes on from where it was; if it stays so, the vendor's log says why.", Temporary: true);

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<OneRosterFaultKind> All { get; } =
    [
        SettingWrong, AddressInside, Redirected, NoAnswer, CertificateRefused, TimedOut, AnswerTooLarge, TokenRefused, TokenUnreadable, ScopeRefused,
        RequestRefused, Unauthorized, NotGranted, NotOffered, Busy, ServerFailed,
    ];
}
