using System.Diagnostics.CodeAnalysis;

namespace Integration.OneRoster.Http;

/// <summary>Reads the addresses that people type: free text, but https, without user information, and never to be guessed at.</summary>
internal static class SisAddress
{
    /// <summary>The address, if credentials may be sent to it; otherwise the fault.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="setting">What it is, for the fault.</param>
    /// <param name="options">Whether we are developing.</param>
    public static OneRosterResult<Uri> Read(string text, string setting, OneRosterOptions options)
        => !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Host.Length == 0
            ? new OneRosterFault(SisFaults.SettingWrong, $"{setting}: not an address")
            : Refuse(address, setting, options, out var fault) ? fault : address;

    private static bool Refuse(Uri address, string setting, OneRosterOptions options, [NotNullWhen(true)] out OneRosterFault? fault)
    {
        var plainOnLoopback = options.AllowPrivateAddresses && address.IsLoopback && address.Scheme == Uri.UriSchemeHttp;
        fault = address switch
        {
            { UserInfo.Length: > 0 } => new OneRosterFault(SisFaults.SettingWrong, $"{setting}: a name or password in the address"),
            { Fragment.Length: > 0 } => new OneRosterFault(SisFaults.SettingWrong, $"{setting}: a # in the address"),
            _ when address.Scheme != Uri.UriSchemeHttps && !plainOnLoopback => new OneRosterFault(SisFaults.SettingWrong, $"{setting}: not https"),
            _ => null,
        };
        return fault is not null;
    }

    /// <summary>True when both are the same scheme, host and port: the only place a token goes to.</summary>
    public static bool IsSameOrigin(Uri one, Uri other)
        => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
