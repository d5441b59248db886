using System.Text.Json.Nodes;

namespace Integration.Tests.Certification.Fuzz;

/// <summary>Values that nobody expects, each the same for the same random numbers.</summary>
internal static class Oddities
{
    private const int MaxDepth = 3;

    private static readonly string[] Fragments =
    [
        "", " ", "\t\r\n", "\0", "null", "0", "-1", "1.3.0 ", "../", "..\\", "%00", "%2F", "'--", "<script>", "${jndi:x}", "$Person.name", "\u202E", "\uFEFF", "é", "ñ",
        "名前", "\U0001F600", "javascript:alert(1)", "https://evil.example", "http://127.0.0.1", "//evil.example", "https://a@b", "urn:lti:role:ims/lis/Learner", "#", "?", "&", "=", "+",
    ];

    // Besides letters of other alphabets: what becomes a space, a semicolon, a comma, an asterisk, an apostrophe or nothing at all when it is written in ASCII.
    private static readonly string[] HostParts =
    [
        "lms", "evil.example", ".", "127.0.0.1", "[::1]", "-", "xn--a", "名前", "ñandú", "\U0001F600", "\u3002", "\u00A0", "\u00A8", "\u00AD", "\uFF1B", "\uFF0C", "\uFF0A", "\uFF07",
        "\u2024", "\u2100", "\u0301", ";", "*", "'", ",", " ", "名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名名",
    ];

    /// <summary>Text of up to a few hundred characters, and now and then of many thousand.</summary>
    public static string Text(Random random) => random.Next(200) == 0
        ? new string((char)random.Next(32, 127), random.Next(1_000, 20_000))
        : string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(3) == 0 ? Characters(random) : Fragments[random.Next(Fragments.Length)]));

    /// <summary>A web address whose host is spelled in ways that some reader of addresses takes, and more rarely in one that none does.</summary>
    public static string Address(Random random)
    {
        var host = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => HostParts[random.Next(HostParts.Length)]));
        return $"{(random.Next(4) == 0 ? "http" : "https")}://{host}{(random.Next(4) == 0 ? ":8443" : "")}{(random.Next(2) == 0 ? "/back" : "")}";
    }

    /// <summary>Any JSON value, up to three levels deep.</summary>
    public static JsonNode? Value(Random random, int depth = 0) => random.Next(depth < MaxDepth ? 9 : 7) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create(random.NextInt64(long.MinValue, long.MaxValue)),
        3 => JsonValue.Create(random.NextDouble() * Math.Pow(10, random.Next(-30, 30))),
        4 or 5 or 6 => JsonValue.Create(Text(random)),
        7 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"{Characters(random)}{i}", Value(random, depth + 1)))),
    };

    private static string Characters(Random random) => new([.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(32, 127))]);
}
