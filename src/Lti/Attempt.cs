using System.Security.Cryptography;
using Integration.Lti.Bind;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Lti;

/// <summary>What is known so far about one login or launch, for the refusal page and the log.</summary>
internal sealed class Attempt
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int MaxShown = 255;

    /// <summary>A short id that stands on the page and in the log.</summary>
    public string Reference { get; private set; } = RandomNumberGenerator.GetString(Alphabet, 8);

    /// <summary>Set once the registration is found, so that the log never holds what a stranger typed.</summary>
    public RegistrationId? Registration { get; set; }

    /// <summary>As received.</summary>
    public string? Issuer { get; set; }

    /// <summary>As received.</summary>
    public string? ClientId { get; set; }

    /// <summary>Only once the signature holds.</summary>
    public string? DeploymentId { get; set; }

    /// <summary>Only once the signature holds.</summary>
    public string? MessageType { get; set; }

    /// <summary>How far our clock stood ahead of the time the platform signed at, the way of the browser included; only once the signature holds.</summary>
    public TimeSpan? ClockAhead { get; set; }

    /// <summary>Once its claims are read and hold in themselves.</summary>
    public LtiLaunch? Launch { get; private set; }

    /// <summary>What a page may show.</summary>
    public RefusalFacts ToFacts(DateTimeOffset now)
        => new(Reference, Shown(Issuer), Shown(ClientId), Shown(DeploymentId), Shown(MessageType), now);

    /// <summary>From here on the registered values are shown, not the received ones.</summary>
    public void Found(Registration registration)
        => (Registration, Issuer, ClientId) = (registration.Id, registration.Issuer, registration.ClientId);

    /// <summary>From here on it is known who launched what.</summary>
    public void Read(LtiLaunch launch) => (Launch, DeploymentId) = (launch, launch.DeploymentId);

    /// <summary>The same launch, back with what platform storage held: it keeps the reference it was first shown under.</summary>
    public void GoesOn(LaunchTicket ticket)
        => (Registration, Reference, ClockAhead, MessageType) = (ticket.Registration, ticket.Begun.Reference, ticket.Begun.ClockAhead, ticket.Begun.MessageType);

    /// <summary>Bounds what another side sent before it is shown.</summary>
    public static string? Shown(string? value) => value is { Length: > MaxShown } ? value[..MaxShown] : value;
}
