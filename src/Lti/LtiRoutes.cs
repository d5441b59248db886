namespace Integration.Lti;

/// <summary>The tool's fixed LTI addresses, below its public origin.</summary>
public static class LtiRoutes
{
    /// <summary>Login initiation, shared: the registration is found by issuer and client id.</summary>
    public const string Login = "/lti/login";

    /// <summary>The one redirect address; platforms compare it character for character.</summary>
    public const string Launch = "/lti/launch";

    /// <summary>Where the platform-storage rung ends.</summary>
    public const string Bind = "/lti/bind";

    /// <summary>Where platforms post their notices.</summary>
    public const string Notices = "/lti/notices";

    /// <summary>The tool's public keys.</summary>
    public const string Jwks = "/.well-known/jwks.json";

    /// <summary>Login initiation of one registration: what an admin pastes into the LMS.</summary>
    public static string LoginOf(Registrations.RegistrationId registration) => $"{Login}/{registration.Value}";
}
