namespace Integration.Lti.Services;

/// <summary>What a caller should do about a failed service call.</summary>
public enum ServiceFaultClass
{
    /// <summary>The platform or the network is unwell: try the same call again later, not before <see cref="LtiFault.RetryAfter"/>.</summary>
    Retry,

    /// <summary>Trying again changes nothing until a person does something: set it aside and show why.</summary>
    Park,

    /// <summary>The platform already holds something newer: there is nothing left to do.</summary>
    Superseded,
}

/// <summary>Everything that can go wrong in a service call, and what each means to the caller. Words are kept in <see cref="ServiceWords"/>.</summary>
public static class ServiceFaults
{
    private const int Retry = 503;
    private const int Park = 422;
    private const int Stale = 409;
    private const string Tokens = "Security Framework 4.1";
    private const string Ags = "AGS 2.0";

    /// <summary>The token endpoint refused this tool; the detail holds the OAuth error code.</summary>
    public static readonly FaultKind TokenRefused = new("LTI3001", Tokens, Park);

    /// <summary>The token endpoint said yes but gave no usable token, as a maintenance page does.</summary>
    public static readonly FaultKind TokenUnreadable = new("LTI3002", Tokens, Retry);

    /// <summary>The platform does not grant this tool the scope the call needs.</summary>
    public static readonly FaultKind ScopeNotGranted = new("LTI3003", Tokens, Park);

    /// <summary>The address is not one that may receive a bearer token; nothing was sent.</summary>
    public static readonly FaultKind AddressRefused = new("LTI3010", "Security Framework 7", Park);

    /// <summary>The platform answered with a redirect, which is never followed.</summary>
    public static readonly FaultKind Redirected = new("LTI3011", "Security Framework 7", Park);

    /// <summary>The answer was larger than this tool reads.</summary>
    public static readonly FaultKind AnswerTooLarge = new("LTI3020", "RFC 9110 6.4", Park);

    /// <summary>The answer was not what the specification describes.</summary>
    public static readonly FaultKind AnswerUnreadable = new("LTI3021", "AGS 2.0, NRPS 2.0", Park);

    /// <summary>The pages of a list do not come to an end: a loop, or more than this tool reads.</summary>
    public static readonly FaultKind PagesEndless = new("LTI3022", "NRPS 2.4", Park);

    /// <summary>The platform refused the request for a reason it has no status of its own for.</summary>
    public static readonly FaultKind RequestRefused = new("LTI3400", Ags, Park);

    /// <summary>The platform refused a fresh token.</summary>
    public static readonly FaultKind Unauthorized = new("LTI3401", Tokens, Park);

    /// <summary>The platform forbids this to the tool, or the student is not in the course.</summary>
    public static readonly FaultKind Forbidden = new("LTI3403", Ags, Park);

    /// <summary>The column, course or student is gone.</summary>
    public static readonly FaultKind NotFound = new("LTI3404", Ags, Park);

    /// <summary>The platform did not answer in time.</summary>
    public static readonly FaultKind TimedOut = new("LTI3408", "RFC 9110 15.5.9", Retry);

    /// <summary>The platform already holds a later score for this student and column.</summary>
    public static readonly FaultKind Superseded = new("LTI3409", "AGS 3.4.2", Stale);

    /// <summary>The platform understood and will not take it, as for a person who is not a student.</summary>
    public static readonly FaultKind Unprocessable = new("LTI3422", Ags, Park);

    /// <summary>The platform has nobody by that id who can be graded in this course.</summary>
    public static readonly FaultKind NotAStudent = new("LTI3424", Ags, Park);

    /// <summary>The platform asks this tool to slow down.</summary>
    public static readonly FaultKind Throttled = new("LTI3429", "RFC 6585 4", Retry);

    /// <summary>The platform failed.</summary>
    public static readonly FaultKind PlatformFailed = new("LTI3500", "RFC 9110 15.6", Retry);

    /// <summary>No answer came: name, network or certificate.</summary>
    public static readonly FaultKind NoAnswer = new("LTI3504", "RFC 9110 15.6.5", Retry);

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        TokenRefused, TokenUnreadable, ScopeNotGranted, AddressRefused, Redirected, AnswerTooLarge, AnswerUnreadable, PagesEndless, RequestRefused,
        Unauthorized, Forbidden, NotFound, TimedOut, Superseded, Unprocessable, NotAStudent, Throttled, PlatformFailed, NoAnswer,
    ];

    /// <summary>What to do about this fault. Faults of logins and launches never pass by themselves.</summary>
    public static ServiceFaultClass Class(this LtiFault fault) => fault.Kind.Status switch
    {
        Retry => ServiceFaultClass.Retry,
        Stale => ServiceFaultClass.Superseded,
        _ => ServiceFaultClass.Park,
    };
}
