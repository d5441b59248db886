using System.Collections.Concurrent;

namespace Integration.OneRoster.Security;

/// <summary>Which signature each SIS was seen to take, so that the probe is made once and not with every call.</summary>
internal sealed class SignatureMethods
{
    private readonly ConcurrentDictionary<(string Authority, string ConsumerKey), SignatureMethod> _seen = new();

    /// <summary>What it took last; null when it has not taken any yet.</summary>
    public SignatureMethod? Find(Uri address, string consumerKey) => _seen.TryGetValue((address.Authority, consumerKey), out var method) ? method : null;

    /// <summary>Notes what it took.</summary>
    public void Note(Uri address, string consumerKey, SignatureMethod method) => _seen[(address.Authority, consumerKey)] = method;
}
