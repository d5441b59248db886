namespace Integration.OneRoster.Security;

/// <summary>How a SIS knows us. Whatever it holds, it prints as its kind alone.</summary>
public abstract record OneRosterAuth
{
    private protected OneRosterAuth()
    {
    }

    /// <inheritdoc/>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>
/// OAuth 2 client credentials, as 1.2 and later 1.1 servers ask for.
/// See <see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 4.4</see>.
/// </summary>
public sealed record OAuth2Credentials : OneRosterAuth
{
    /// <summary>Where tokens come from, as the vendor writes it; a query in it is kept.</summary>
    public required string TokenAddress { get; init; }

    /// <summary>Client id, also called consumer key.</summary>
    public required string ClientId { get; init; }

    /// <summary>Client secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where the SIS looks for id and secret.</summary>
    public CredentialPlacement Placement { get; init; }

    /// <summary>What to ask for; empty to send no scope at all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Headers that this token address wants besides.</summary>
    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where client id and secret stand in a token request.</summary>
public enum CredentialPlacement
{
    /// <summary>In an <c>Authorization: Basic</c> header.</summary>
    Header,

    /// <summary>In the form that is posted.</summary>
    Form,

    /// <summary>In the query, with all other parameters. Proxies may write them down: only where nothing else works.</summary>
    Query,
}

/// <summary>
/// OAuth 1.0a with key and secret and no token, as 1.1 describes it.
/// See <see href="https://www.rfc-editor.org/rfc/rfc5849#section-3.4">RFC 5849 3.4</see>.
/// </summary>
public sealed record OAuth1Credentials : OneRosterAuth
{
    /// <summary>Consumer key.</summary>
    public required string ConsumerKey { get; init; }

    /// <summary>Consumer secret.</summary>
    public required string ConsumerSecret { get; init; }

    /// <summary>How requests are signed; null to begin with HMAC-SHA256 and try HMAC-SHA1 once when that is refused.</summary>
    public SignatureMethod? Method { get; init; }
}

/// <summary>How an OAuth 1 request is signed.</summary>
public enum SignatureMethod
{
    /// <summary>What the 1.1 text calls for.</summary>
    HmacSha256,

    /// <summary>What RFC 5849 names, and what ClassLink servers speak.</summary>
    HmacSha1,
}

/// <summary>One bearer token that never changes, as the ClassLink proxy hands out per district.</summary>
public sealed record BearerCredentials : OneRosterAuth
{
    /// <summary>The token.</summary>
    public required string Token { get; init; }
}
