using System.Text.Json;
using Integration.Lti.DynamicRegistration.Families;
using Integration.Lti.Http;
using Integration.Lti.Quirks;
using Integration.Lti.Services;

namespace Integration.Lti.DynamicRegistration;

/// <summary>
/// Reads an OpenID configuration with its LTI part. Lenient where real platforms are known to be odd (messages as a list of strings, a space after the key of
/// the LTI part in Moodle 3.10), strict about everything that a token or a person is sent to.
/// </summary>
internal static class ConfigurationReader
{
    private const string PlatformPart = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    private const int MostEntries = 500;
    private const int LongestText = 255;

    /// <summary>The configuration as written; hosts are not compared yet.</summary>
    public static LtiResult<PlatformConfiguration> Read(JsonElement json)
    {
        var part = json.EnumerateObject().FirstOrDefault(member => member.Name.Trim() == PlatformPart).Value;
        if (json.Text("issuer") is not { Length: <= LongestText } issuer)
        {
            return Missing("issuer");
        }

        foreach (var name in new[] { "authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint" })
        {
            if (Address(json, name) is null)
            {
                return Missing(name);
            }
        }

        if (Lacks(json, "id_token_signing_alg_values_supported", "RS256") || Lacks(json, "token_endpoint_auth_methods_supported", "private_key_jwt"))
        {
            return new LtiFault(RegistrationFaults.Unsupported, "RS256 and private_key_jwt are needed");
        }

        var token = Address(json, "token_endpoint")!;
        var code = Short(part.Text("product_family_code"));
        var product = KnownProducts.NameOf(code) ?? code.ToLowerInvariant();
        return new PlatformConfiguration(
            issuer,
            Address(json, "authorization_endpoint")!,
            token,
            Address(json, "jwks_uri")!,
            Address(json, "registration_endpoint")!,
            Audience(json) ?? token,
            product)
        {
            Version = Short(part.Text("version")),
            AccountName = Short(ProductFamily.Of(product).AccountOf(part)),
            Scopes = List(json, "scopes_supported"),
            Claims = List(json, "claims_supported"),
            Messages = Messages(part),
            Variables = List(part, "variables"),
        };
    }

    // A list that is missing promises nothing and forbids nothing.
    private static bool Lacks(JsonElement json, string name, string value) => List(json, name) is { } list && !list.Contains(value, StringComparer.Ordinal);

    private static Uri? Address(JsonElement json, string name) =>
        json.Text(name) is { Length: <= 2000 } text && WebAddress.TryRead(text, out var address) && address.Fragment.Length == 0 ? address : null;

    // What is no web address is no audience either: Canvas puts a bare host name here, and wants its token endpoint all the same.
    // https://github.com/instructure/canvas-lms/blob/master/app/controllers/security_controller.rb (read 2026-11)
    private static Uri? Audience(JsonElement json) =>
        Address(json, "authorization_server") is { } server && (server.Scheme == Uri.UriSchemeHttps || server.Scheme == Uri.UriSchemeHttp) ? server : null;

    private static List<string>? List(JsonElement json, string name)
    {
        var entries = json.Entries(name).Take(MostEntries).Select(entry => entry.AsText()).OfType<string>().ToList();
        return entries.Count == 0 ? null : entries;
    }

    private static List<string>? Messages(JsonElement part)
    {
        var types = part.Entries("messages_supported").Take(MostEntries).Select(entry => entry.AsText() ?? entry.Text("type")).OfType<string>().Distinct().ToList();
        return types.Count == 0 ? null : types;
    }

    private static string Short(string? text) =>
        string.Concat((text ?? "").Where(letter => !char.IsControl(letter)).Take(LongestText)).Trim();

    private static LtiFault Missing(string name) => new(RegistrationFaults.ConfigurationIncomplete, name);
}
