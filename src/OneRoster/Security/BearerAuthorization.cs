using System.Net.Http.Headers;

namespace Integration.OneRoster.Security;

/// <summary>The same bearer with every request; there is no other to try.</summary>
internal sealed class BearerAuthorization(BearerCredentials credentials) : ICallAuthorization
{
    private readonly AuthenticationHeaderValue _header = new("Bearer", credentials.Token.Trim());

    /// <inheritdoc/>
    public ValueTask<OneRosterFault?> ApplyAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Authorization = _header;
        return ValueTask.FromResult<OneRosterFault?>(null);
    }

    /// <inheritdoc/>
    public bool Refused(HttpRequestMessage request) => false;

    /// <inheritdoc/>
    public void Accepted(HttpRequestMessage request)
    {
    }
}
