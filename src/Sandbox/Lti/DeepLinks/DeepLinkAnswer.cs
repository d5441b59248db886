using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;

namespace Integration.Sandbox.Lti.DeepLinks;

/// <summary>What the picker answered, after every check.</summary>
/// <param name="Message">What the tool wants to say to the teacher.</param>
/// <param name="Error">What the tool says went wrong.</param>
internal sealed record Picked(string Course, string Data, IReadOnlyList<PickedItem> Items, string? Message, string? Error);

/// <summary>Checks a deep-linking response (Deep Linking 2.0, 4.5) as one made by the tool, for this LMS, for this teacher's open picker.</summary>
internal sealed class DeepLinkAnswer(ToolSignature signature, UsedOnce used, PendingPicks picks, School school, Addresses addresses, PlayedLms played)
{
    public async Task<Verdict<Picked>> CheckAsync(string? jwt, Visitor visitor, CancellationToken ct)
    {
        var verdict = await signature.CheckAsync(jwt, tool => tool.Issuer, ct);
        if (!verdict.Holds(out var signed, out var refusal))
        {
            return refusal;
        }

        var claims = signed.Body;
        if (claims.Text(Claim.MessageType) != MessageType.DeepLinkingResponse)
        {
            return new Refusal("invalid_message_type", "This is not a deep-linking response.");
        }

        if (played.Current.WantsSubjectInAnswers && claims.Text("sub") != signed.Tool.ClientId)
        {
            return new Refusal("invalid_subject", "sub must be the client_id.");
        }

        if (claims.Text(Claim.Version) != "1.3.0")
        {
            return new Refusal("invalid_version", "The LTI version must be 1.3.0.");
        }

        if (claims.Text(Claim.DeploymentId) != signed.Tool.DeploymentId)
        {
            return new Refusal("invalid_deployment", "There is no such deployment.");
        }

        if (claims.Text("nonce") is not { Length: > 0 } nonce)
        {
            return new Refusal("missing_nonce", "nonce is missing.");
        }

        if (claims.Text(Claim.Data) is not { } data || picks.CourseOf(data, visitor.Person) is not { } course)
        {
            return new Refusal("unknown_data", "data does not belong to a picker that this person has open.");
        }

        if (school.Place(visitor.Person, course) is not { MayAddActivities: true })
        {
            return new Refusal("not_allowed", "This person may not add activities to the course.");
        }

        IReadOnlyList<PickedItem> items = [];
        if (claims.TryGetProperty(Claim.ContentItems, out var sent)
            && !ContentItems.Read(sent, course, addresses).Holds(out items!, out var fault))
        {
            return fault;
        }

        return used.TryUse("nonce", nonce, signed.Expires.AddMinutes(5))
            ? new Picked(course, data, items, claims.Text(Claim.Message), claims.Text(Claim.ErrorMessage))
            : new Refusal("used_nonce", "nonce was used before.");
    }
}
