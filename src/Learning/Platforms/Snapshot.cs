using Integration.Lti.Registrations;

namespace Integration.Learning.Platforms;

/// <summary>All platforms at one moment, ready to be looked up.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<string, Known> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Registration>> byIssuer = new(StringComparer.Ordinal);

    internal Snapshot(DateTimeOffset at, IReadOnlyList<PlatformRecord> platforms)
    {
        At = at;
        foreach (var platform in platforms)
        {
            var registration = platform.ToRegistration();
            byId.Add(platform.Id, new Known(platform, registration));
            if (!byIssuer.TryGetValue(platform.Issuer, out var ofIssuer))
            {
                byIssuer.Add(platform.Issuer, ofIssuer = []);
            }

            ofIssuer.Add(registration);
        }
    }

    internal DateTimeOffset At { get; }

    internal Known? Find(RegistrationId id) => id.Value is not null && byId.TryGetValue(id.Value, out var known) ? known : null;

    internal IReadOnlyList<Registration> FindByIssuer(string issuer, string? clientId)
    {
        if (!byIssuer.TryGetValue(issuer, out var ofIssuer))
        {
            return [];
        }

        return clientId is null ? ofIssuer : ofIssuer.FindAll(registration => registration.ClientId == clientId);
    }

    internal sealed record Known(PlatformRecord Record, Registration Registration);
}
