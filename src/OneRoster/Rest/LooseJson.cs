using System.Globalization;
using Integration.OneRoster.Rostering;
using Newtonsoft.Json.Linq;

namespace Integration.OneRoster.Rest;

/// <summary>
/// Reads members of a record as servers write them: numbers and booleans as strings and the other way round, a lone value where a list is due, null for
/// everything, references as objects or as bare ids.
/// </summary>
internal static class LooseJson
{
    /// <summary>A text, as sent; null when missing or blank.</summary>
    public static string? Text(this JObject record, string name) => AsText(record[name]);

    /// <summary>A list of texts without the blank ones.</summary>
    public static IReadOnlyList<string> Texts(this JObject record, string name) => [.. Entries(record[name]).Select(AsText).OfType<string>()];

    /// <summary>Grade levels, which have two digits: where they come as numbers the zero in front is put back, or a roster would change with the server's mood.</summary>
    public static IReadOnlyList<string> Grades(this JObject record, string name)
        => [.. Entries(record[name]).Select(token => token.Type is JTokenType.Integer && AsText(token) is { Length: 1 } digit ? $"0{digit}" : AsText(token)).OfType<string>()];

    /// <summary>An id; null when missing or blank. It is opaque, so not even its spaces are touched.</summary>
    public static SourcedId? Id(this JObject record, string name) => AsText(record[name]) is { } id ? new SourcedId(id) : null;

    /// <summary>The id a reference points at. <c>href</c> and <c>type</c> are not looked at: servers leave them out or make them up.</summary>
    public static SourcedId? Reference(this JObject record, string name) => Entries(record[name]).Select(AsReference).FirstOrDefault(id => id is not null);

    /// <summary>The ids that a list of references points at, each once.</summary>
    public static IReadOnlyList<SourcedId> References(this JObject record, string name)
        => [.. Entries(record[name]).Select(AsReference).OfType<SourcedId>().Distinct()];

    /// <summary>The objects of a list, or the lone one.</summary>
    public static IEnumerable<JObject> Objects(this JObject record, string name) => Entries(record[name]).OfType<JObject>();

    /// <summary>Yes or no; null when it says neither.</summary>
    public static bool? Flag(this JObject record, string name) => AsText(record[name])?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "Y" => true,
        "FALSE" or "0" or "NO" or "N" => false,
        _ => null,
    };

    private static SourcedId? AsReference(JToken token) => token is JObject target ? target.Id("sourcedId") : AsText(token) is { } id ? new SourcedId(id) : null;

    private static IEnumerable<JToken> Entries(JToken? token) => token switch
    {
        null => [],
        JArray list => list,
        _ => [token],
    };

    private static string? AsText(JToken? token)
        => token is JValue { Value: { } value } && Convert.ToString(value, CultureInfo.InvariantCulture) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;
}
