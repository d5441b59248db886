namespace Integration.Lti.Faults;

/// <summary>
/// Every way a launch is refused. A platform or an attacker who cannot prove who they are gets 401, a proven platform with wrong claims 400,
/// and one who may not come in 403.
/// </summary>
public static class LaunchFaults
{
    private const string Response = "Security Framework 1.0, 5.1.1.3";
    private const string Validation = "Security Framework 1.0, 5.1.3";
    private const string Claims = "LTI Core 1.3, 5.3";
    private const string DeepLinking = "Deep Linking 2.0, 4.4";
    private const string SubmissionReview = "Submission Review 1.0, 3";
    private const string Csrf = "RFC 6749, 10.12";

    // The form.

    /// <summary>The launch address was opened, not posted to.</summary>
    public static readonly FaultKind NotPosted = new("LTI2001", Response, 405);

    /// <summary>The body is not a form.</summary>
    public static readonly FaultKind NotAForm = new("LTI2002", Response, 400);

    /// <summary>The form is larger than any launch.</summary>
    public static readonly FaultKind FormTooLarge = new("LTI2003", Response, 413);

    /// <summary>A field came twice.</summary>
    public static readonly FaultKind FieldRepeated = new("LTI2004", "RFC 6749, 3.1", 400);

    // The state.

    /// <summary>No <c>state</c>.</summary>
    public static readonly FaultKind StateMissing = new("LTI2005", Csrf, 400);

    /// <summary>A <c>state</c> this tool did not seal, or one that was altered.</summary>
    public static readonly FaultKind StateBroken = new("LTI2006", Csrf, 400);

    /// <summary>The login took longer than a state lives.</summary>
    public static readonly FaultKind StateExpired = new("LTI2007", Csrf, 400);

    /// <summary>The registration was removed between login and launch.</summary>
    public static readonly FaultKind RegistrationGone = new("LTI2008", "LTI Core 1.3, 3.1.3", 400);

    // What the platform answered instead of a token.

    /// <summary>The platform says that nobody, or somebody else, is signed in there.</summary>
    public static readonly FaultKind PlatformSessionEnded = new("LTI2010", "OpenID Connect Core 1.0, 3.1.2.6", 400);

    /// <summary>The platform says that its own launch data is used up.</summary>
    public static readonly FaultKind PlatformLaunchOver = new("LTI2011", "OpenID Connect Core 1.0, 3.1.2.6", 400);

    /// <summary>The platform refused for another reason.</summary>
    public static readonly FaultKind PlatformRefused = new("LTI2012", "OpenID Connect Core 1.0, 3.1.2.6", 400);

    // The token's form.

    /// <summary>Neither <c>id_token</c> nor <c>error</c>.</summary>
    public static readonly FaultKind TokenMissing = new("LTI2014", Response, 400);

    /// <summary>The token is over 64 KB.</summary>
    public static readonly FaultKind TokenTooLarge = new("LTI2015", Validation, 413);

    /// <summary>Not a signed JWT: other than three parts, not base64url, not JSON objects, or a header parameter that must be understood and is not.</summary>
    public static readonly FaultKind TokenMalformed = new("LTI2016", "RFC 7515, 5.2", 401);

    /// <summary>Encrypted or nested, which LTI does not use.</summary>
    public static readonly FaultKind TokenEncrypted = new("LTI2017", Validation, 401);

    /// <summary>A JSON key came twice, so that two readers could see two values.</summary>
    public static readonly FaultKind KeyRepeated = new("LTI2018", "RFC 7519, 4", 401);

    // The signature.

    /// <summary>Signed with anything but RS256.</summary>
    public static readonly FaultKind AlgorithmRefused = new("LTI2020", Validation + " step 6", 401);

    /// <summary>The header names no key.</summary>
    public static readonly FaultKind KidMissing = new("LTI2021", "Security Framework 1.0, 6.3", 401);

    /// <summary>The header names a key that the platform does not publish.</summary>
    public static readonly FaultKind KidUnknown = new("LTI2022", "Security Framework 1.0, 6.3", 401);

    /// <summary>The platform's keys could not be fetched and none are held.</summary>
    public static readonly FaultKind KeysUnavailable = new("LTI2023", "Security Framework 1.0, 6.3", 424);

    /// <summary>The signature does not hold.</summary>
    public static readonly FaultKind SignatureWrong = new("LTI2024", Validation + " step 1", 401);

    // The token's own claims.

    /// <summary><c>iss</c> is not the registered issuer, character for character.</summary>
    public static readonly FaultKind IssuerWrong = new("LTI2030", Validation + " step 2", 401);

    /// <summary><c>aud</c> does not name this tool.</summary>
    public static readonly FaultKind AudienceWrong = new("LTI2031", Validation + " step 3", 401);

    /// <summary><c>aud</c> names a stranger beside this tool.</summary>
    public static readonly FaultKind AudienceForeign = new("LTI2032", Validation + " step 3", 401);

    /// <summary>Several audiences and no <c>azp</c>.</summary>
    public static readonly FaultKind AuthorizedPartyMissing = new("LTI2033", Validation + " step 4", 401);

    /// <summary><c>azp</c> is not this tool.</summary>
    public static readonly FaultKind AuthorizedPartyWrong = new("LTI2034", Validation + " step 5", 401);

    /// <summary>No <c>exp</c>.</summary>
    public static readonly FaultKind ExpiryMissing = new("LTI2035", Validation + " step 7", 401);

    /// <summary>Past <c>exp</c>.</summary>
    public static readonly FaultKind Expired = new("LTI2036", Validation + " step 7", 401);

    /// <summary>Before <c>nbf</c>.</summary>
    public static readonly FaultKind NotYetValid = new("LTI2037", "RFC 7519, 4.1.5", 401);

    /// <summary>No <c>iat</c>.</summary>
    public static readonly FaultKind IssuedAtMissing = new("LTI2038", Validation + " step 8", 401);

    /// <summary><c>iat</c> lies ahead.</summary>
    public static readonly FaultKind IssuedInFuture = new("LTI2039", Validation + " step 8", 401);

    /// <summary><c>iat</c> is older than any login that could have asked for it.</summary>
    public static readonly FaultKind IssuedTooLongAgo = new("LTI2040", Validation + " step 8", 401);

    /// <summary>No <c>nonce</c>.</summary>
    public static readonly FaultKind NonceMissing = new("LTI2041", Validation + " step 9", 401);

    /// <summary>The <c>nonce</c> belongs to another login.</summary>
    public static readonly FaultKind NonceWrong = new("LTI2042", Validation + " step 9", 401);

    /// <summary>The <c>nonce</c> was used before.</summary>
    public static readonly FaultKind NonceUsed = new("LTI2043", Validation + " step 9", 401);

    // The message.

    /// <summary>No <c>message_type</c>.</summary>
    public static readonly FaultKind MessageTypeMissing = new("LTI2050", Claims + ".1", 400);

    /// <summary>A message this tool does not answer.</summary>
    public static readonly FaultKind MessageTypeUnknown = new("LTI2051", Claims + ".1", 400);

    /// <summary>No <c>version</c>.</summary>
    public static readonly FaultKind VersionMissing = new("LTI2052", Claims + ".2", 400);

    /// <summary>Not <c>1.3.0</c>.</summary>
    public static readonly FaultKind VersionWrong = new("LTI2053", Claims + ".2", 400);

    /// <summary>No usable <c>deployment_id</c>.</summary>
    public static readonly FaultKind DeploymentMissing = new("LTI2054", Claims + ".3", 400);

    /// <summary>No usable <c>target_link_uri</c>.</summary>
    public static readonly FaultKind TargetLinkUriMissing = new("LTI2055", Claims + ".4", 400);

    /// <summary><c>target_link_uri</c> is not an address of this tool.</summary>
    public static readonly FaultKind TargetLinkUriForeign = new("LTI2056", Claims + ".4", 400);

    /// <summary>No <c>resource_link</c> with an id.</summary>
    public static readonly FaultKind ResourceLinkMissing = new("LTI2057", Claims + ".5", 400);

    /// <summary>No <c>sub</c>: anonymous launches are refused, as the certification suite asks.</summary>
    public static readonly FaultKind SubjectMissing = new("LTI2058", Claims + ".6", 400);

    /// <summary><c>sub</c> is over 255 characters.</summary>
    public static readonly FaultKind SubjectTooLong = new("LTI2059", Claims + ".6", 400);

    /// <summary>No <c>roles</c> array; an empty one is fine.</summary>
    public static readonly FaultKind RolesMissing = new("LTI2060", Claims + ".7", 400);

    /// <summary>A deep linking request without its settings or <c>accept_types</c>.</summary>
    public static readonly FaultKind DeepLinkingSettingsMissing = new("LTI2061", DeepLinking + ".1", 400);

    /// <summary>The deep linking return address is missing or not https.</summary>
    public static readonly FaultKind DeepLinkReturnUrlWrong = new("LTI2062", DeepLinking + ".1", 400);

    /// <summary>A submission review that does not say whose work it wants.</summary>
    public static readonly FaultKind ForUserMissing = new("LTI2063", SubmissionReview, 400);

    /// <summary>A submission review without the column's line item.</summary>
    public static readonly FaultKind ReviewLineItemMissing = new("LTI2064", SubmissionReview, 400);

    /// <summary>A submission review of somebody else's work by a person who answers no students.</summary>
    public static readonly FaultKind ForUserForeign = new("LTI2065", SubmissionReview, 403);

    // The deployment.

    /// <summary>A deployment nobody here has seen; it now waits for an admin.</summary>
    public static readonly FaultKind DeploymentUnknown = new("LTI2070", "LTI Core 1.3, 3.1.3", 403);

    /// <summary>A deployment that still waits for an admin.</summary>
    public static readonly FaultKind DeploymentPending = new("LTI2071", "LTI Core 1.3, 3.1.3", 403);

    // The browser.

    /// <summary>Nothing proves that this browser began the login.</summary>
    public static readonly FaultKind BrowserUnknown = new("LTI2080", Csrf, 403);

    /// <summary>The value from platform storage is not the one this login put there.</summary>
    public static readonly FaultKind BindingWrong = new("LTI2081", Csrf, 403);

    /// <summary>The ticket was altered or is not ours.</summary>
    public static readonly FaultKind TicketBroken = new("LTI2082", Csrf, 400);

    /// <summary>The ticket is over two minutes old.</summary>
    public static readonly FaultKind TicketExpired = new("LTI2083", Csrf, 400);

    /// <summary>No ticket or no value.</summary>
    public static readonly FaultKind BindFieldMissing = new("LTI2084", Csrf, 400);
}
