using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integration.Lti.Keys;
using Integration.Lti.Registrations;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Lti.DeepLinking;

/// <summary>Signs deep linking responses. See <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-response-message">Deep Linking 4.5</see>.</summary>
public sealed class DeepLinkingResponses(IToolKeys keys, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The signed <c>JWT</c> field to post to <see cref="DeepLinkingSettings.ReturnUrl"/>; no items means cancelled.</summary>
    /// <param name="registration">Who asked.</param>
    /// <param name="deploymentId">The deployment that asked.</param>
    /// <param name="data">The request's <c>data</c>, echoed unchanged; null when it had none.</param>
    /// <param name="items">What to place; the caller has honoured the request's <c>accept_*</c>.</param>
    /// <param name="message">Plain words the platform may show, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> SignAsync(
        Registration registration, string deploymentId, string? data, IReadOnlyList<ContentItem> items, string? message, CancellationToken ct)
    {
        var credentials = await keys.GetSigningCredentialsAsync(ct);
        return Handler.CreateToken(Write(registration, deploymentId, data, items, message), credentials);
    }

    private string Write(Registration registration, string deploymentId, string? data, IReadOnlyList<ContentItem> items, string? message)
    {
        var now = clock.GetUtcNow();
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();

            // The roles of a launch are swapped: the tool issues, the platform is the audience. No azp: the framework's text and its sample disagree on it.
            writer.WriteString("iss"u8, registration.ClientId);
            writer.WriteString("aud"u8, registration.Issuer);
            writer.WriteNumber("iat"u8, now.ToUnixTimeSeconds());
            writer.WriteNumber("exp"u8, (now + Lifetime).ToUnixTimeSeconds());
            writer.WriteString("nonce"u8, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)));
            writer.WriteString("https://purl.imsglobal.org/spec/lti/claim/message_type"u8, "LtiDeepLinkingResponse"u8);
            writer.WriteString("https://purl.imsglobal.org/spec/lti/claim/version"u8, "1.3.0"u8);
            writer.WriteString("https://purl.imsglobal.org/spec/lti/claim/deployment_id"u8, deploymentId);
            WriteOptional(writer, "https://purl.imsglobal.org/spec/lti-dl/claim/data", data);
            WriteOptional(writer, "https://purl.imsglobal.org/spec/lti-dl/claim/msg", message);
            if (items.Count > 0)
            {
                writer.WriteStartArray("https://purl.imsglobal.org/spec/lti-dl/claim/content_items"u8);
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <summary>See <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#lti-resource-link">Deep Linking 3.1.2</see>.</summary>
    private static void Write(Utf8JsonWriter writer, ContentItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "ltiResourceLink"u8);
        WriteOptional(writer, "url", item.Url?.AbsoluteUri);
        writer.WriteString("title"u8, item.Title);
        WriteOptional(writer, "text", item.Text);
        writer.WriteStartObject("custom"u8);
        foreach (var (name, value) in item.Custom)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        if (item.LineItem is { } lineItem)
        {
            writer.WriteStartObject("lineItem"u8);
            writer.WriteString("label"u8, lineItem.Label);
            writer.WriteNumber("scoreMaximum"u8, lineItem.ScoreMaximum);
            WriteOptional(writer, "resourceId", lineItem.ResourceId);
            WriteOptional(writer, "tag", lineItem.Tag);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
