using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Integration.Tests.Certification;

/// <summary>Good launches, shaped like those of the 1EdTech certification suite, and the changes a vector makes to them.</summary>
internal static class Baseline
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private const string DeepLinking = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    public static JsonObject ResourceLink(BrowserUnderTest browser, PlatformUnderTest platform)
    {
        var claims = Common(browser, platform);
        claims[Lti + "message_type"] = "LtiResourceLinkRequest";
        claims[Lti + "target_link_uri"] = browser.Tool.Origin + "/app/reflect";
        claims[Lti + "resource_link"] = new JsonObject { ["id"] = "link-1", ["title"] = "Exit ticket" };
        return claims;
    }

    public static JsonObject DeepLinkingRequest(BrowserUnderTest browser, PlatformUnderTest platform)
    {
        var claims = Common(browser, platform);
        claims[Lti + "message_type"] = "LtiDeepLinkingRequest";
        claims[DeepLinking + "deep_linking_settings"] = new JsonObject
        {
            ["deep_link_return_url"] = "https://lms.example.test/return",
            ["accept_types"] = new JsonArray("link", "ltiResourceLink"),
            ["accept_presentation_document_targets"] = new JsonArray("iframe", "window"),
            ["accept_multiple"] = true,
            ["data"] = "909708",
        };
        return claims;
    }

    /// <summary>A student who opens her own work from the gradebook.</summary>
    public static JsonObject SubmissionReview(BrowserUnderTest browser, PlatformUnderTest platform)
    {
        var claims = ResourceLink(browser, platform);
        claims[Lti + "message_type"] = "LtiSubmissionReviewRequest";
        claims[Lti + "for_user"] = new JsonObject { ["user_id"] = "user-1", ["name"] = "Maja Andersson" };
        claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = new JsonObject
        {
            ["scope"] = new JsonArray("https://purl.imsglobal.org/spec/lti-ags/scope/score"),
            ["lineitem"] = "https://lms.example.test/lineitems/7",
        };
        return claims;
    }

    /// <summary>The token of a vector.</summary>
    public static string Sign(LaunchVector vector, BrowserUnderTest browser, PlatformUnderTest platform)
    {
        var claims = vector.Base switch
        {
            "deep-linking" => DeepLinkingRequest(browser, platform),
            "submission-review" => SubmissionReview(browser, platform),
            "suite-teacher" => SuiteBaseline.Launch(browser, platform, isTeacher: true),
            "suite-student" => SuiteBaseline.Launch(browser, platform, isTeacher: false),
            _ => ResourceLink(browser, platform),
        };
        foreach (var (name, value) in vector.Set ?? [])
        {
            claims[FullName(name)] = Resolve(value, browser);
        }

        foreach (var name in vector.Remove)
        {
            Assert.True(claims.Remove(FullName(name)), $"{name} is not in the baseline.");
        }

        var header = new JsonObject { ["alg"] = AlgorithmOf(vector.Sign), ["typ"] = "JWT", ["kid"] = PlatformUnderTest.Kid };
        foreach (var (name, value) in vector.Header ?? [])
        {
            header[name] = value?.DeepClone();
        }

        foreach (var name in vector.RemoveHeader)
        {
            header.Remove(name);
        }

        var (headerText, payload) = (header.ToJsonString(), (vector.Payload ?? claims).ToJsonString());
        if (vector.Token == "claim-twice")
        {
            payload = payload.Insert(1, "\"sub\":\"someone-else\",");
        }
        else if (vector.Token == "nested-claim-twice")
        {
            payload = payload.Replace("\"id\":\"link-1\"", "\"id\":\"link-2\",\"id\":\"link-1\"", StringComparison.Ordinal);
        }
        else if (vector.Token == "header-twice")
        {
            headerText = headerText.Insert(1, "\"alg\":\"none\",");
        }
        else if (vector.Token == "half-emoji-in-a-name")
        {
            payload = payload.Replace("\"Maja\"", "\"Maja \\ud83d\"", StringComparison.Ordinal);
        }
        else if (vector.Token == "half-emoji-in-a-claim-name")
        {
            payload = payload.Insert(1, "\"\\ud83d\":1,");
        }
        else if (vector.Token == "nested-deeply")
        {
            payload = payload.Insert(1, $"\"deep\":{new string('[', 500)}{new string(']', 500)},");
        }
        else if (vector.Token == "not-json")
        {
            payload = "name=badltilaunch";
        }
        else if (vector.Token == "json-array")
        {
            payload = "[]";
        }

        return After(platform.Sign(headerText, payload, vector.Sign), vector.Token);
    }

    private static string After(string token, string? change) => change switch
    {
        "truncated" => token[..^40],
        "tampered" => Tamper(token),
        "garbage" => "this-is-not-a-token",
        "two-parts" => token[..token.LastIndexOf('.')],
        "signature-stripped" => token[..(token.LastIndexOf('.') + 1)],
        "jwe" => token + ".AAAA.BBBB",
        "padded" => " " + token,
        "newline" => token.Insert(10, "\n"),
        "base64-padding" => token + "==",
        _ => token,
    };

    /// <summary>Another person under the old signature.</summary>
    private static string Tamper(string token)
    {
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("\"user-1\"", "\"user-2\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{parts[2]}";
    }

    private static string AlgorithmOf(string way) => way switch { "HS256-with-public-key" => "HS256", "another-key" => "RS256", _ => way };

    private static string FullName(string name)
        => name.StartsWith("lti:", StringComparison.Ordinal) ? Lti + name[4..]
            : name.StartsWith("dl:", StringComparison.Ordinal) ? DeepLinking + name[3..]
            : name;

    private static JsonNode? Resolve(JsonNode? value, BrowserUnderTest browser)
    {
        if (value is JsonValue text && text.TryGetValue<string>(out var word) && word.StartsWith('@'))
        {
            return word.StartsWith("@now", StringComparison.Ordinal)
                ? browser.Tool.Time.GetUtcNow().ToUnixTimeSeconds() + long.Parse(word[4..], System.Globalization.CultureInfo.InvariantCulture)
                : new string('x', int.Parse(word["@long:".Length..], System.Globalization.CultureInfo.InvariantCulture));
        }

        return value?.DeepClone();
    }

    private static JsonObject Common(BrowserUnderTest browser, PlatformUnderTest platform)
    {
        var now = browser.Tool.Time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = platform.Registration.Issuer,
            ["aud"] = platform.Registration.ClientId,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = browser.Nonce,
            ["sub"] = "user-1",
            ["name"] = "Maja Andersson",
            ["given_name"] = "Maja",
            ["family_name"] = "Andersson",
            ["email"] = "maja@school.test",
            ["locale"] = "en_US",
            [Lti + "version"] = "1.3.0",
            [Lti + "deployment_id"] = "d-1",
            [Lti + "roles"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"),
            [Lti + "context"] = new JsonObject
            {
                ["id"] = "course-1",
                ["label"] = "BIO9",
                ["title"] = "Biology 9",
                ["type"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"),
            },
        };
    }
}
