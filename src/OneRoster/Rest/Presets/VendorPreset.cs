using System.Text.RegularExpressions;
using Integration.OneRoster.Http;
using Integration.OneRoster.Security;

namespace Integration.OneRoster.Rest.Presets;

/// <summary>What is known of one vendor's OneRoster service: addresses with blanks in braces, how it wants credentials, what it does differently, and from where we know.</summary>
public sealed partial record VendorPreset
{
    /// <summary>Stable name, such as <c>infinite-campus-1.2</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name for people.</summary>
    public required string Vendor { get; init; }

    /// <summary><c>1.1</c> or <c>1.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Base address with blanks.</summary>
    public required string BaseAddress { get; init; }

    /// <summary>How this vendor knows us.</summary>
    public required PresetAuth Auth { get; init; }

    /// <summary>Token address with blanks; null where there are no tokens to ask for.</summary>
    public string? TokenAddress { get; init; }

    /// <summary>Where the credentials stand in a token request.</summary>
    public CredentialPlacement Placement { get; init; }

    /// <summary>Scopes to ask for: the least that reads a roster.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Records per page.</summary>
    public required int PageSize { get; init; }

    /// <summary>What it does differently.</summary>
    public SisQuirks Quirks { get; init; } = new();

    /// <summary>What must be filled in, in the order to ask for it; <c>secret</c> and <c>token</c> are secrets.</summary>
    public required IReadOnlyList<string> Blanks { get; init; }

    /// <summary>What an admin should know.</summary>
    public IReadOnlyList<PresetNote> Notes { get; init; } = [];

    /// <summary>From where we know.</summary>
    public required IReadOnlyList<PresetSource> Sources { get; init; }

    /// <summary>The connection, once every blank has its value. Anything in it may still be changed.</summary>
    public OneRosterResult<OneRosterConnection> Fill(IReadOnlyDictionary<string, string> values)
    {
        foreach (var blank in Blanks)
        {
            if (!values.TryGetValue(blank, out var value) || string.IsNullOrWhiteSpace(value))
            {
                return new OneRosterFault(SisFaults.SettingWrong, $"{blank} is missing");
            }

            // A blank inside an address is a host or one part of a path: it must not be able to lead anywhere else.
            if (StandsInside(blank) && !Part().IsMatch(value.Trim()))
            {
                return new OneRosterFault(SisFaults.SettingWrong, $"{blank}: only the part that belongs there, without / or spaces");
            }
        }

        return new OneRosterConnection
        {
            BaseAddress = In(BaseAddress, values),
            Version = Version,
            Auth = Auth switch
            {
                PresetAuth.OAuth2 => new OAuth2Credentials
                {
                    TokenAddress = In(TokenAddress ?? "", values),
                    ClientId = values["key"].Trim(),
                    ClientSecret = values["secret"].Trim(),
                    Placement = Placement,
                    Scopes = Scopes,
                },
                PresetAuth.OAuth1 => new OAuth1Credentials { ConsumerKey = values["key"].Trim(), ConsumerSecret = values["secret"].Trim() },
                PresetAuth.Bearer => new BearerCredentials { Token = values["token"].Trim() },
                _ => throw new ArgumentOutOfRangeException(nameof(values)),
            },
            PageSize = PageSize,
            Quirks = Quirks,
        };
    }

    private bool StandsInside(string blank)
        => new[] { BaseAddress, TokenAddress ?? "" }.Any(text => text.Contains($"{{{blank}}}", StringComparison.Ordinal) && text != $"{{{blank}}}");

    private static string In(string template, IReadOnlyDictionary<string, string> values) => Blank().Replace(template, blank => values[blank.Groups[1].Value].Trim());

    [GeneratedRegex("{([A-Za-z]+)}")]
    private static partial Regex Blank();

    [GeneratedRegex("^[A-Za-z0-9._~%=:+-]+$")]
    private static partial Regex Part();
}

/// <summary>How a vendor knows us.</summary>
public enum PresetAuth
{
    /// <summary>Client credentials: <c>key</c> and <c>secret</c>.</summary>
    OAuth2,

    /// <summary>Signatures: <c>key</c> and <c>secret</c>.</summary>
    OAuth1,

    /// <summary>A token that does not change: <c>token</c>.</summary>
    Bearer,
}

/// <summary>A sentence for an admin.</summary>
/// <param name="En">In English.</param>
/// <param name="Es">In Spanish.</param>
public sealed record PresetNote(string En, string Es);

/// <summary>From where a preset's facts are.</summary>
/// <param name="Address">The page.</param>
/// <param name="Read">When it was read.</param>
/// <param name="Evidence">What kind of page it is: specification, vendor documentation or third-party help. None was tried against a live system.</param>
public sealed record PresetSource(string Address, string Read, string Evidence);
