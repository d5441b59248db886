using System.Text.RegularExpressions;

namespace Integration.Learning.Install.Guides;

/// <summary>
/// Checks the shapes of what an admin brings back, and writes the command that registers it. The page itself registers nothing: anybody may open it.
/// </summary>
internal static class PasteRules
{
    private const int Longest = 500;

    /// <summary>The fields whose values do not have their shape.</summary>
    public static IReadOnlyList<string> Wrong(PasteBack paste, IReadOnlyDictionary<string, string> given)
    {
        var wrong = paste.Fields.Where(field => !Fits(field, given)).Select(field => field.Name).ToList();
        if (wrong.Count == 0 && paste.DeploymentBeginsWithClient && !given["deployment"].Trim().StartsWith(given["client-id"].Trim() + "-", StringComparison.Ordinal))
        {
            wrong.Add("deployment");
        }

        return wrong;
    }

    /// <summary>The command, ready to be typed by whoever runs the tool.</summary>
    public static string Command(Guide guide, IReadOnlyDictionary<string, string> given)
    {
        var values = guide.PasteBack.Fields.ToDictionary(field => field.Name, field => given[field.Name].Trim().TrimEnd('/'));
        var options = guide.PasteBack.Fixed.Select(pair => (pair.Option, Value: Filled(pair.Value, values)))
            .Concat(guide.PasteBack.Fields.Where(field => field.Name != "address").Select(field => (Option: field.Name, Value: Kept(field, given))))
            .OrderBy(pair => Array.IndexOf(Order, pair.Option));
        return string.Join(' ', options.Select(pair => $"--{pair.Option} {Quoted(pair.Value)}").Prepend($"platform add --name {Quoted(guide.Name)}"));
    }

    private static readonly string[] Order = ["issuer", "client-id", "auth-url", "token-url", "jwks-url", "audience", "deployment", "frame-origin", "service-host"];

    private static bool Fits(PasteField field, IReadOnlyDictionary<string, string> given) =>
        given.GetValueOrDefault(field.Name)?.Trim() is { Length: > 0 and <= Longest } text
        && Regex.IsMatch(text, $"\\A(?:{field.Shape})\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
        && (!text.StartsWith("https://", StringComparison.Ordinal) || Uri.TryCreate(text, UriKind.Absolute, out _));

    // An issuer is compared letter by letter, so only the address the LMS is opened at loses its closing slash.
    private static string Kept(PasteField field, IReadOnlyDictionary<string, string> given) => given[field.Name].Trim();

    private static string Filled(string template, Dictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            template = template.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return values.TryGetValue("address", out var address) ? template.Replace("{host}", new Uri(address).Authority, StringComparison.Ordinal) : template;
    }

    // Shapes leave nothing that a shell would read, but a name may hold a space.
    private static string Quoted(string value) => value.Contains(' ', StringComparison.Ordinal) || value.Contains('&', StringComparison.Ordinal) ? $"\"{value}\"" : value;
}
