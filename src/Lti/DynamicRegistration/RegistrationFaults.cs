namespace Integration.Lti.DynamicRegistration;

/// <summary>Every way a dynamic registration is refused (<see href="https://www.imsglobal.org/spec/lti-dr/v1p0">LTI Dynamic Registration 1.0</see>).</summary>
public static class RegistrationFaults
{
    private const string Initiation = "LTI Dynamic Registration 1.0, 3.3";
    private const string Configuration = "LTI Dynamic Registration 1.0, 3.5";
    private const string Registering = "LTI Dynamic Registration 1.0, 3.6";

    /// <summary>No <c>openid_configuration</c>: the address was opened by hand and not by an LMS.</summary>
    public static readonly FaultKind ConfigurationMissing = new("LTI4001", Initiation, 400);

    /// <summary>The configuration's address is not https, names a user, or is too long.</summary>
    public static readonly FaultKind AddressRefused = new("LTI4002", Initiation, 400);

    /// <summary>A parameter came twice, or is longer than any platform sends.</summary>
    public static readonly FaultKind ParameterWrong = new("LTI4003", Initiation, 400);

    /// <summary>The platform's host leads nowhere public.</summary>
    public static readonly FaultKind AddressPrivate = new("LTI4004", Configuration, 400);

    /// <summary>The platform could not be reached, or hung up.</summary>
    public static readonly FaultKind NoAnswer = new("LTI4005", Configuration, 400);

    /// <summary>The platform took longer than the time limit.</summary>
    public static readonly FaultKind TooSlow = new("LTI4006", Configuration, 400);

    /// <summary>The platform answered with another address, which is never followed.</summary>
    public static readonly FaultKind Redirected = new("LTI4007", Configuration, 400);

    /// <summary>The answer is larger than any configuration.</summary>
    public static readonly FaultKind TooLarge = new("LTI4008", Configuration, 400);

    /// <summary>The answer is no JSON object.</summary>
    public static readonly FaultKind NotJson = new("LTI4009", Configuration, 400);

    /// <summary>The platform did not give its configuration out.</summary>
    public static readonly FaultKind ConfigurationRefused = new("LTI4010", Configuration, 400);

    /// <summary>A required part of the configuration is missing or no address.</summary>
    public static readonly FaultKind ConfigurationIncomplete = new("LTI4011", Configuration + ".1", 400);

    /// <summary>The issuer is another host than the one that speaks for it.</summary>
    public static readonly FaultKind IssuerElsewhere = new("LTI4012", Configuration + ".1", 400);

    /// <summary>An endpoint, or the audience of token requests, lies on a host that is not the issuer's.</summary>
    public static readonly FaultKind EndpointElsewhere = new("LTI4013", Configuration + ".1", 400);

    /// <summary>The platform lacks RS256 or <c>private_key_jwt</c>.</summary>
    public static readonly FaultKind Unsupported = new("LTI4014", "Security Framework 1.0, 4.1.1 and 5.1.3", 400);

    /// <summary>The invitation is for another LMS.</summary>
    public static readonly FaultKind FamilyUnexpected = new("LTI4015", Configuration + ".2", 400);

    /// <summary>The platform refused the registration.</summary>
    public static readonly FaultKind RegistrationRefused = new("LTI4020", Registering + ".2", 400);

    /// <summary>The platform's answer holds no usable client id.</summary>
    public static readonly FaultKind AnswerIncomplete = new("LTI4021", Registering + ".2", 400);

    /// <summary>This issuer and client id are registered already; nothing is overwritten.</summary>
    public static readonly FaultKind AlreadyRegistered = new("LTI4022", "LTI Core 1.3, 3.1.3", 409);

    /// <summary>The form that confirms a registration is altered, too old, or was made for another invitation.</summary>
    public static readonly FaultKind FormBroken = new("LTI4023", "RFC 6749, 10.12", 400);
}
