namespace Integration.Lti.Faults;

/// <summary>Every way a platform's notices are refused beside those of <see cref="LaunchFaults"/>, which hold for their tokens as well.</summary>
public static class NoticeFaults
{
    private const string Delivery = "Platform Notification Service 1.0";

    /// <summary>The body is not JSON, or not a list of notices.</summary>
    public static readonly FaultKind BodyWrong = new("LTI5001", Delivery, 400);

    /// <summary>More, or larger, than is taken at once.</summary>
    public static readonly FaultKind BodyTooLarge = new("LTI5002", Delivery, 413);

    /// <summary>Nobody is registered under the issuer and client id of a notice.</summary>
    public static readonly FaultKind RegistrationUnknown = new("LTI5003", "LTI Core 1.3, 3.1.3", 401);

    /// <summary>A signed notice without its id and type.</summary>
    public static readonly FaultKind NoticeMissing = new("LTI5004", Delivery, 400);

    /// <summary>A signed notice of a copied course that does not name the new course.</summary>
    public static readonly FaultKind CopyMissing = new("LTI5005", Delivery, 400);
}
