using System.Text.Json;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>Checks <c>private_key_jwt</c> (RFC 7523, 3; Security Framework 1.0, 4.1.1).</summary>
internal sealed class ClientAssertion(ToolSignature signature, UsedOnce used, Addresses addresses)
{
    /// <summary>Why the assertion does not prove the tool; null when it does.</summary>
    public async Task<Refusal?> FaultAsync(string? assertion, CancellationToken ct)
    {
        var verdict = await signature.CheckAsync(assertion, addresses.At(Registration.TokenPath), ct);
        if (!verdict.Holds(out var token, out var refusal))
        {
            return new Refusal("invalid_client", $"{refusal.Code}: {refusal.Text}");
        }

        if (token.Subject != Registration.ClientId)
        {
            return new Refusal("invalid_client", "sub must be the client_id.");
        }

        if (token.TryGetPayloadValue<JsonElement>(Claim.DeploymentId, out var deployment) && !deployment.IsText(Registration.DeploymentId))
        {
            return new Refusal("invalid_client", "There is no such deployment.");
        }

        if (string.IsNullOrEmpty(token.Id))
        {
            return new Refusal("invalid_client", "jti is missing.");
        }

        return used.TryUse("jti", token.Id, token.ValidTo.AddMinutes(5)) ? null : new Refusal("invalid_client", "jti was used before.");
    }
}
