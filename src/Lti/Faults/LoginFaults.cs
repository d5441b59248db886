namespace Integration.Lti.Faults;

/// <summary>Every way a login (third-party initiated, <see href="https://www.imsglobal.org/spec/security/v1p0#step-1-third-party-initiated-login">Security Framework 5.1.1.1</see>) is refused.</summary>
public static class LoginFaults
{
    private const string Initiation = "Security Framework 1.0, 5.1.1.1";

    /// <summary>No <c>iss</c>.</summary>
    public static readonly FaultKind IssuerMissing = new("LTI1001", Initiation, 400);

    /// <summary>No <c>login_hint</c>.</summary>
    public static readonly FaultKind LoginHintMissing = new("LTI1002", Initiation, 400);

    /// <summary>No <c>target_link_uri</c>.</summary>
    public static readonly FaultKind TargetLinkUriMissing = new("LTI1003", Initiation, 400);

    /// <summary>A parameter came twice (RFC 6749 3.1 forbids it), so that two readers could see two values.</summary>
    public static readonly FaultKind ParameterRepeated = new("LTI1004", "RFC 6749, 3.1", 400);

    /// <summary>A parameter is longer than any platform sends.</summary>
    public static readonly FaultKind ParameterTooLong = new("LTI1005", Initiation, 400);

    /// <summary>The body is not a form.</summary>
    public static readonly FaultKind NotAForm = new("LTI1006", Initiation, 400);

    /// <summary>The form is larger than any platform sends.</summary>
    public static readonly FaultKind FormTooLarge = new("LTI1007", Initiation, 413);

    /// <summary>The login address names a registration that is not here.</summary>
    public static readonly FaultKind RegistrationUnknown = new("LTI1010", "LTI Core 1.3, 3.1.3", 404);

    /// <summary>No registration of this issuer.</summary>
    public static readonly FaultKind IssuerUnknown = new("LTI1011", "LTI Core 1.3, 3.1.3", 400);

    /// <summary>The issuer is known, the client id is not.</summary>
    public static readonly FaultKind ClientUnknown = new("LTI1012", "LTI Core 1.3, 3.1.3", 400);

    /// <summary>Several registrations share the issuer and the platform did not say which one it means.</summary>
    public static readonly FaultKind RegistrationAmbiguous = new("LTI1013", "LTI Core 1.3, 4.1.3", 400);

    /// <summary>The login address belongs to another issuer.</summary>
    public static readonly FaultKind IssuerMismatch = new("LTI1014", "LTI Core 1.3, 3.1.3", 400);

    /// <summary>The login address belongs to another client id.</summary>
    public static readonly FaultKind ClientMismatch = new("LTI1015", "LTI Core 1.3, 4.1.3", 400);

    /// <summary>The address that starts the login over in a new window is altered, too old, or for another registration.</summary>
    public static readonly FaultKind LoginAgainBroken = new("LTI1020", "RFC 6749, 10.12", 400);
}
