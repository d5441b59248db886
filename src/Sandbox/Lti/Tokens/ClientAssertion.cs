using Integration.Sandbox.Lti.Registrations;

namespace Integration.Sandbox.Lti.Tokens;

/// <summary>Checks <c>private_key_jwt</c> (RFC 7523, 3; Security Framework 1.0, 4.1.1).</summary>
internal sealed class ClientAssertion(ToolSignature signature, UsedOnce used)
{
    /// <summary>The tool that the assertion proves, or why it proves none.</summary>
    public async Task<Verdict<ToolRegistration>> CheckAsync(string? assertion, CancellationToken ct)
    {
        var verdict = await signature.CheckAsync(assertion, tool => tool.TokenAudience, ct);
        if (!verdict.Holds(out var claims, out var refusal))
        {
            return new Refusal("invalid_client", $"{refusal.Code}: {refusal.Text}");
        }

        if (claims.Body.Text("sub") != claims.Tool.ClientId)
        {
            return new Refusal("invalid_client", "sub must be the client_id.");
        }

        if (claims.Body.Has(Claim.DeploymentId) && claims.Body.Text(Claim.DeploymentId) != claims.Tool.DeploymentId)
        {
            return new Refusal("invalid_client", "There is no such deployment.");
        }

        if (claims.Body.Text("jti") is not { Length: > 0 } id)
        {
            return new Refusal("invalid_client", "jti is missing.");
        }

        return used.TryUse("jti", id, claims.Expires.AddMinutes(5)) ? claims.Tool : new Refusal("invalid_client", "jti was used before.");
    }
}
