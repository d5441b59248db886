using Integration.OneRoster;
using Integration.OneRoster.Rest;
using Integration.OneRoster.Rest.Presets;
using Integration.OneRoster.Security;

namespace Integration.Learning.Roster.Sources;

/// <summary>A REST source: completed from what is known and from its vendor's preset, checked, and turned into a connection.</summary>
internal static class RosterRest
{
    private const string BaseBlank = "baseAddress";
    private const string TokenBlank = "tokenAddress";
    private const string KeyBlank = "key";
    private const int MaxText = 255;
    private const int MaxSecret = 4096;

    // The two blanks that are secrets; a preset has one of them.
    private static readonly string[] SecretBlanks = ["secret", "token"];

    /// <summary>What the admin said, and for the rest what was there before; its secret still has to be sealed.</summary>
    /// <param name="asked">What the admin said.</param>
    /// <param name="known">The source as it is; null for a new one.</param>
    /// <param name="secret">The secret, in the open.</param>
    /// <param name="mayBePlain">True where plain http to this machine is taken, which is while the tool itself is there.</param>
    public static SetupResult<RestSource> Build(NewRosterSource asked, RestSource? known, string? secret, bool mayBePlain)
    {
        var key = asked.Preset ?? known?.Preset ?? (asked.Address?.Contains("v1p1", StringComparison.OrdinalIgnoreCase) == true ? "generic-1.1" : "generic-1.2");
        if (VendorPresets.Find(key) is not { } preset)
        {
            return new SetupRefusal("SET3008", $"There is no preset '{key}'. There are: {string.Join(", ", VendorPresets.All.Select(vendor => vendor.Key))}.");
        }

        if (asked.Values.Keys.FirstOrDefault(name => !OwnBlanks(preset).Contains(name)) is { } unknown)
        {
            return new SetupRefusal("SET3009", $"--set {unknown}=... fills nothing in preset {key}. {Wants(preset)}");
        }

        var values = (known?.Preset == key ? known.Values : new Dictionary<string, string>()).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in asked.Values.Concat(Options(asked)).Where(entry => preset.Blanks.Contains(entry.Key)))
        {
            values[name] = value;
        }

        var rest = new RestSource
        {
            Preset = key,
            Values = values,
            SealedSecret = "",
            Address = preset.Blanks.Contains(BaseBlank) ? null : asked.Address ?? known?.Address,
            TokenAddress = preset.Blanks.Contains(TokenBlank) ? null : asked.TokenAddress ?? known?.TokenAddress,
            Scopes = asked.Scopes ?? known?.Scopes,
            Credentials = asked.Credentials ?? known?.Credentials,
            IgnoreTotal = (asked.IgnoreTotal ?? known?.IgnoreTotal) is true ? true : null,
        };
        return Problem(rest, preset, secret, mayBePlain) is { } problem ? problem : rest;
    }

    /// <summary>The connection of a source.</summary>
    public static OneRosterResult<OneRosterConnection> Connect(RestSource rest, string secret)
    {
        var preset = VendorPresets.Find(rest.Preset) ?? throw new InvalidOperationException($"There is no preset '{rest.Preset}' any more.");
        if (!preset.Fill(rest.Values.Concat(SecretBlanks.Select(blank => KeyValuePair.Create(blank, secret))).ToDictionary(StringComparer.Ordinal))
            .TryGetValue(out var connection, out var fault))
        {
            return fault;
        }

        var auth = connection.Auth is OAuth2Credentials oauth2
            ? oauth2 with
            {
                TokenAddress = rest.TokenAddress ?? oauth2.TokenAddress,
                Scopes = rest.Scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? oauth2.Scopes,
                Placement = rest.Credentials is { } word ? PlacementOf(word) ?? oauth2.Placement : oauth2.Placement,
            }
            : connection.Auth;
        return connection with
        {
            BaseAddress = rest.Address ?? connection.BaseAddress,
            Auth = auth,
            Quirks = rest.IgnoreTotal is true ? connection.Quirks with { NoTotal = true } : connection.Quirks,
        };
    }

    /// <summary>True when a kept secret, or the token it gets, would be sent to another host than before.</summary>
    public static bool GoesElsewhere(RestSource before, RestSource after, string secret) => !Origins(after, secret).SequenceEqual(Origins(before, secret));

    private static IEnumerable<(string Option, string Origin)> Origins(RestSource rest, string secret) =>
        Connect(rest, secret).TryGetValue(out var connection, out _)
            ? Addresses(connection).Select(to => (to.Option, new Uri(to.Address).GetLeftPart(UriPartial.Authority)))
            : [];

    private static SetupRefusal? Problem(RestSource rest, VendorPreset preset, string? secret, bool mayBePlain)
    {
        if (preset.Blanks.Contains(BaseBlank) && !rest.Values.ContainsKey(BaseBlank))
        {
            return new("SET3010", "Give the address of the SIS's rostering service with --url, or name a vendor with --preset.");
        }

        if (preset.Blanks.Contains(KeyBlank) && (rest.Values.GetValueOrDefault(KeyBlank) is not { Length: > 0 and <= MaxText } id || id.Any(char.IsControl)))
        {
            return new("SET3011", $"--client-id is missing, longer than {MaxText} characters, or holds control characters.");
        }

        if (string.IsNullOrWhiteSpace(secret) || secret.Length > MaxSecret || secret.Any(char.IsControl))
        {
            return new("SET3012", "The secret is missing or is no single line of text: give it with --client-secret-file, in ROSTER_CLIENT_SECRET, or when asked.");
        }

        if (rest.Credentials is { } word && PlacementOf(word) is null)
        {
            return new("SET3020", $"--credentials is header, form or query; got '{word}'.");
        }

        if (!Connect(rest, secret).TryGetValue(out var connection, out var fault))
        {
            return new("SET3021", $"Preset {rest.Preset} is not complete: {fault.Detail}. {Wants(preset)}");
        }

        foreach (var (option, address) in Addresses(connection))
        {
            if (RosterSourceRules.ParseAddress(address, mayBePlain, mayHaveQuery: option == "--token-url") is null)
            {
                return new("SET3007", $"{option} must be an absolute https address without user name or fragment; got '{address}'.");
            }
        }

        return null;
    }

    private static IEnumerable<(string Option, string Address)> Addresses(OneRosterConnection connection) =>
        connection.Auth is OAuth2Credentials oauth2
            ? [("--url", connection.BaseAddress), ("--token-url", oauth2.TokenAddress)]
            : [("--url", connection.BaseAddress)];

    private static IEnumerable<KeyValuePair<string, string>> Options(NewRosterSource asked) =>
        from option in new (string Name, string? Value)[] { (BaseBlank, asked.Address), (TokenBlank, asked.TokenAddress), (KeyBlank, asked.Key) }
        where !string.IsNullOrWhiteSpace(option.Value)
        select KeyValuePair.Create(option.Name, option.Value.Trim());

    // What has no option of its own.
    private static IEnumerable<string> OwnBlanks(VendorPreset preset) => preset.Blanks.Except([BaseBlank, TokenBlank, KeyBlank, .. SecretBlanks]);

    private static string Wants(VendorPreset preset) => string.Join(' ', new[]
    {
        preset.Blanks.Contains(BaseBlank) ? "It wants --url." : null,
        preset.Blanks.Contains(TokenBlank) ? "It wants --token-url." : null,
        OwnBlanks(preset).Any() ? $"It wants {string.Join(" and ", OwnBlanks(preset).Select(blank => $"--set {blank}=..."))}." : null,
    }.OfType<string>());

    private static CredentialPlacement? PlacementOf(string word) => word switch
    {
        "header" => CredentialPlacement.Header,
        "form" => CredentialPlacement.Form,
        "query" => CredentialPlacement.Query,
        _ => null,
    };
}
