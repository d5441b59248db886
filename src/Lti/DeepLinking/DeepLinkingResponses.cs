using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Integration.Lti.Keys;
using Integration.Lti.Quirks;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Integration.Lti.DeepLinking;

/// <summary>Signs deep linking responses. See <see href="https://www.imsglobal.org/spec/lti-dl/v2p0#deep-linking-response-message">Deep Linking 4.5</see>.</summary>
public sealed class DeepLinkingResponses(IToolKeys keys, TimeProvider clock)
{
    private const string Claim = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The signed <c>JWT</c> field to post to <see cref="DeepLinkingSettings.ReturnUrl"/>.</summary>
    public async Task<string> SignAsync(Registration registration, string deploymentId, DeepLinkingAnswer answer, CancellationToken ct)
    {
        var credentials = await keys.GetSigningCredentialsAsync(ct);
        return Handler.CreateToken(Write(registration, deploymentId, answer), credentials);
    }

    private string Write(Registration registration, string deploymentId, DeepLinkingAnswer answer)
    {
        var now = clock.GetUtcNow();
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();

            // The roles of a launch are swapped: the tool issues, the platform is the audience. No azp: the framework's text and its sample disagree on it.
            writer.WriteString("iss"u8, registration.ClientId);
            writer.WriteString("aud"u8, registration.Issuer);
            writer.Text("sub", ProductQuirks.Of(registration).DeepLinkingSubject(registration));
            writer.WriteNumber("iat"u8, now.ToUnixTimeSeconds());
            writer.WriteNumber("exp"u8, (now + Lifetime).ToUnixTimeSeconds());
            writer.WriteString("nonce"u8, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)));
            writer.WriteString("https://purl.imsglobal.org/spec/lti/claim/message_type"u8, "LtiDeepLinkingResponse"u8);
            writer.WriteString("https://purl.imsglobal.org/spec/lti/claim/version"u8, "1.3.0"u8);
            writer.WriteString("https://purl.imsglobal.org/spec/lti/claim/deployment_id"u8, deploymentId);
            writer.Text(Claim + "data", answer.Data);
            writer.Text(Claim + "msg", answer.Message);
            writer.Text(Claim + "log", answer.Log);
            writer.Text(Claim + "errormsg", answer.ErrorMessage);
            writer.Text(Claim + "errorlog", answer.ErrorLog);
            if (answer.Items.Count > 0)
            {
                writer.WriteStartArray(Claim + "content_items");
                foreach (var item in answer.Items)
                {
                    ContentItemJson.Write(writer, item);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
