using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Integration.Lti.Http;

/// <summary>
/// Addresses that others wrote, in the spelling that headers, policies and browsers compare: ASCII, with the host as IDNA writes it. <see cref="Uri"/> takes hosts in
/// which no name server would find anybody, and the IDNA form of some of them holds what a header reads as its own: of U+FF1B a semicolon, of U+00A0 a space, of
/// U+FF0A an asterisk; of others there is none. Such an address is none.
/// </summary>
public static class WebAddress
{
    private static readonly SearchValues<char> HostCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    /// <summary>An absolute address whose host, if it has one, can be written in ASCII.</summary>
    public static bool TryRead([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? address)
        => Uri.TryCreate(text, UriKind.Absolute, out address) && HasPlainHost(address);

    /// <summary>Whether the host can be written in ASCII; true of an address that has none.</summary>
    public static bool HasPlainHost(Uri address) => address.Host.Length == 0 || Host(address) is not null;

    /// <summary>The host in ASCII, an IPv6 address in its brackets; null when there is none that can be written so.</summary>
    public static string? Host(Uri address)
    {
        if (!address.IsAbsoluteUri)
        {
            return null;
        }

        if (address.HostNameType == UriHostNameType.IPv6)
        {
            // Without its zone, which means something on one machine only.
            return address.Host;
        }

        var host = IsPlain(address.Host) ? address.Host : Idna(address);
        return IsPlain(host) ? host : null;
    }

    /// <summary>Scheme, host and port where it is not the scheme's own; null when there is no host that can be written so.</summary>
    public static string? Origin(Uri address)
        => Host(address) is not { } host ? null : address.IsDefaultPort ? $"{address.Scheme}://{host}" : string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");

    private static string Idna(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return "";
        }
    }

    private static bool IsPlain(string host) => host.Length > 0 && host.AsSpan().IndexOfAnyExcept(HostCharacters) < 0;
}
