namespace Integration.OneRoster.Security;

/// <summary>Puts the credentials of one connection into its requests, and learns from what the SIS says to them.</summary>
internal interface ICallAuthorization
{
    /// <summary>Completes a request that is about to be sent; a fault when there are no credentials to be had.</summary>
    ValueTask<OneRosterFault?> ApplyAsync(HttpRequestMessage request, CancellationToken ct);

    /// <summary>Told that the SIS did not take the credentials of <paramref name="request"/> (401): true when the next ones will be others.</summary>
    bool Refused(HttpRequestMessage request);

    /// <summary>Told that the SIS took the credentials of <paramref name="request"/>.</summary>
    void Accepted(HttpRequestMessage request);
}
