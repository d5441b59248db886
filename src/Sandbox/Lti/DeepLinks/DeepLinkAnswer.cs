using System.Text.Json;
using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.People;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Sandbox.Lti.DeepLinks;

/// <summary>What the picker answered, after every check.</summary>
/// <param name="Message">What the tool wants to say to the teacher.</param>
/// <param name="Error">What the tool says went wrong.</param>
internal sealed record Picked(string Course, string Data, IReadOnlyList<PickedItem> Items, string? Message, string? Error);

/// <summary>Checks a deep-linking response (Deep Linking 2.0, 4.5) as one made by the tool, for this LMS, for this teacher's open picker.</summary>
internal sealed class DeepLinkAnswer(ToolSignature signature, UsedOnce used, PendingPicks picks, School school, Addresses addresses)
{
    public async Task<Verdict<Picked>> CheckAsync(string? jwt, Visitor visitor, CancellationToken ct)
    {
        var verdict = await signature.CheckAsync(jwt, addresses.Issuer, ct);
        if (!verdict.Holds(out var token, out var refusal))
        {
            return refusal;
        }

        if (Text(token, Claim.MessageType) != MessageType.DeepLinkingResponse)
        {
            return new Refusal("invalid_message_type", "This is not a deep-linking response.");
        }

        if (Text(token, Claim.Version) != "1.3.0")
        {
            return new Refusal("invalid_version", "The LTI version must be 1.3.0.");
        }

        if (Text(token, Claim.DeploymentId) != Registration.DeploymentId)
        {
            return new Refusal("invalid_deployment", "There is no such deployment.");
        }

        if (Text(token, "nonce") is not { Length: > 0 } nonce)
        {
            return new Refusal("missing_nonce", "nonce is missing.");
        }

        if (Text(token, Claim.Data) is not { } data || picks.CourseOf(data, visitor.Person) is not { } course)
        {
            return new Refusal("unknown_data", "data does not belong to a picker that this person has open.");
        }

        if (school.Place(visitor.Person, course) is not { MayAddActivities: true })
        {
            return new Refusal("not_allowed", "This person may not add activities to the course.");
        }

        IReadOnlyList<PickedItem> items = [];
        if (token.TryGetPayloadValue<JsonElement>(Claim.ContentItems, out var sent)
            && !ContentItems.Read(sent, course, addresses).Holds(out items!, out var fault))
        {
            return fault;
        }

        return used.TryUse("nonce", nonce, token.ValidTo.AddMinutes(5))
            ? new Picked(course, data, items, Text(token, Claim.Message), Text(token, Claim.ErrorMessage))
            : new Refusal("used_nonce", "nonce was used before.");
    }

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<JsonElement>(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
