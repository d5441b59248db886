using System.Text.Json.Nodes;

namespace Integration.Tests.Certification.Fuzz;

/// <summary>
/// Changes to claims that the platform then signs. The first list breaks a rule of LTI Core 1.3 (5.3), Deep Linking 2.0 (4.4) or the Security Framework 1.0
/// (5.1.3) every time, so a launch with any of them is refused; the second touches what a launch may do without.
/// </summary>
internal static class ClaimMutations
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private const string DeepLinkingSettings = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
    private const string Grades = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    private const string Roster = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    private const long Year = 365L * 24 * 3600;

    private static readonly string[] MustBeText = ["iss", "sub", "nonce", Lti + "version", Lti + "message_type", Lti + "deployment_id", "aud"];
    private static readonly string[] MustBeNumbers = ["exp", "iat"];

    private static readonly (string Claim, string Name)[] Addresses =
    [
        (Lti + "launch_presentation", "return_url"), (Grades, "lineitems"), (Grades, "lineitem"), (Roster, "context_memberships_url"),
        (Lti + "platformnotificationservice", "platform_notification_service_url"),
    ];

    /// <summary>Breaks one rule, and says which.</summary>
    public static string Break(JsonObject claims, Random random)
    {
        var deepLinking = claims.ContainsKey(DeepLinkingSettings);
        switch (random.Next(8))
        {
            case 0 or 1:
                return Respell(claims, MustBeText[random.Next(MustBeText.Length)], random);
            case 2:
                return Remove(claims, MustBeText[random.Next(MustBeText.Length)]);
            case 3:
                return Remove(claims, MustBeNumbers[random.Next(MustBeNumbers.Length)]);
            case 4:
                claims["exp"] = Now(claims) - random.NextInt64(3600, 20 * Year);
                return "expired";
            case 5:
                claims["iat"] = Now(claims) + (random.Next(2) == 0 ? random.NextInt64(3600, 20 * Year) : -random.NextInt64(2 * 24 * 3600, 20 * Year));
                return "iat far off";
            case 6:
                return OtherAudience(claims, random);
            default:
                return deepLinking ? BreakSettings(claims, random) : BreakLink(claims, random);
        }
    }

    /// <summary>Makes something odd of one to three claims that may be missing, or adds a claim of its own.</summary>
    public static string Vary(JsonObject claims, Random random)
    {
        if (random.Next(3) == 0)
        {
            return MoveElsewhere(claims, random);
        }

        var names = claims.Select(claim => claim.Key).Where(IsOptional).ToList();
        var changed = Enumerable.Range(0, random.Next(1, 4)).Select(_ => names[random.Next(names.Count)]).ToList();
        foreach (var name in changed)
        {
            if (claims[name] is JsonObject inner && inner.Count > 0 && random.Next(3) > 0)
            {
                inner[inner.ElementAt(random.Next(inner.Count)).Key] = Oddities.Value(random);
            }
            else
            {
                claims[name] = Oddities.Value(random);
            }
        }

        claims["https://lms.example/" + random.Next(1_000)] = Oddities.Value(random);
        return "odd " + string.Join(", ", changed.Select(Short));
    }

    // A platform may say where anything of its own lies; what it says ends up in headers, and in calls.
    private static string MoveElsewhere(JsonObject claims, Random random)
    {
        var (claim, name) = claims.ContainsKey(DeepLinkingSettings) && random.Next(2) == 0
            ? (DeepLinkingSettings, "deep_link_return_url")
            : Addresses[random.Next(2) == 0 ? 0 : random.Next(Addresses.Length)];
        var inner = claims[claim] as JsonObject ?? [];
        inner[name] = Oddities.Address(random);
        claims[claim] = inner;
        return "odd address in " + name;
    }

    private static string Respell(JsonObject claims, string name, Random random)
    {
        var right = (string?)claims[name];
        var wrong = random.Next(6) switch
        {
            0 => JsonValue.Create(right + " "),
            1 => JsonValue.Create("/" + right),
            2 => JsonValue.Create(right + "/"),
            3 => JsonValue.Create(right + "\0"),
            4 => JsonValue.Create(new string([.. right!.Reverse()]) + "~"),
            _ => JsonValue.Create(Oddities.Text(random)),
        };

        // Any other text is some other person, and a good launch.
        claims[name] = name == "sub" ? "" : wrong;
        return "wrong " + Short(name);
    }

    private static string Remove(JsonObject claims, string name)
    {
        claims.Remove(name);
        return "no " + Short(name);
    }

    private static string OtherAudience(JsonObject claims, Random random)
    {
        if (random.Next(2) == 0)
        {
            claims["azp"] = Oddities.Text(random) + "~";
            return "foreign azp";
        }

        claims["aud"] = new JsonArray(claims["aud"]!.DeepClone(), Oddities.Text(random) + "~");
        return "a stranger in aud";
    }

    private static string BreakLink(JsonObject claims, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return Remove(claims, Lti + "resource_link");
            case 1:
                claims[Lti + "resource_link"] = new JsonObject { ["id"] = "", ["title"] = Oddities.Text(random) };
                return "empty resource_link id";
            case 2:
                claims[Lti + "target_link_uri"] = "https://" + random.Next(1_000) + ".evil.example/lti/launch";
                return "foreign target_link_uri";
            default:
                return Remove(claims, Lti + "roles");
        }
    }

    private static string BreakSettings(JsonObject claims, Random random)
    {
        switch (random.Next(3))
        {
            case 0:
                return Remove(claims, DeepLinkingSettings);
            case 1:
                claims[DeepLinkingSettings] = new JsonObject { ["accept_types"] = new JsonArray("ltiResourceLink") };
                return "settings without a return address";
            default:
                claims[DeepLinkingSettings]!["deep_link_return_url"] = "javascript:" + random.Next(1_000);
                return "a return address that is a script";
        }
    }

    private static bool IsOptional(string name) =>
        !MustBeText.Contains(name) && !MustBeNumbers.Contains(name) && name is not ("azp" or DeepLinkingSettings or Lti + "resource_link");

    private static long Now(JsonObject claims) => (long)claims["iat"]!;

    private static string Short(string name) => name[(name.LastIndexOf('/') + 1)..];
}
