using System.Text;
using Integration.Lti.Registrations;

namespace Integration.Lti.Login;

/// <summary>What a login must remember until its launch; it travels sealed in <c>state</c>, so that an unauthenticated request never makes the tool store anything.</summary>
internal sealed record LoginState
{
    /// <summary>Whose login.</summary>
    public required RegistrationId Registration { get; init; }

    /// <summary>Names the cookie and the platform-storage key of this login; begins with the time, so that the oldest cookie can be found.</summary>
    public required string StateId { get; init; }

    /// <summary>The nonce the id_token must bring back.</summary>
    public required string Nonce { get; init; }

    /// <summary>SHA-256 of the secret that only the browser of this login holds.</summary>
    public required byte[] BindingHash { get; init; }

    /// <summary>After this no launch is taken.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The platform's storage frame, when it offered one and the secret was put there.</summary>
    public string? StorageTarget { get; init; }

    /// <summary>What starting over needs; null when too long to carry, or when this login already runs in a window of its own.</summary>
    public LoginHints? Hints { get; init; }
}

/// <summary>The platform's opaque hints, echoed unchanged.</summary>
internal sealed record LoginHints(string LoginHint, string? MessageHint)
{
    private const int MaxCarried = 2048;

    /// <summary>True when the hints are short enough to travel inside an address a second time.</summary>
    public bool CanBeCarried => Encoding.UTF8.GetByteCount(LoginHint) + Encoding.UTF8.GetByteCount(MessageHint ?? "") < MaxCarried;
}
