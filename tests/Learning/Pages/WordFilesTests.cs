using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Integration.Tests.Learning.Pages;

/// <summary>Reads every .resx of Learning and the sources beside them.</summary>
public sealed partial class WordFilesTests
{
    // The same word in both languages, looked at by a person.
    private static readonly HashSet<string> SameInBoth = ["band-short.k2", "band-short.grades35", "band-short.grades68", "band-short.grades912", "card.minutes", "plot.is"];

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../src/Learning"));

    private static readonly Lazy<string> Sources = new(() => string.Join('\n', Files("*.cs").Concat(Files("*.razor")).Concat(Files("*.js")).Select(File.ReadAllText)));

    public static TheoryData<string> Areas() => [.. Files("*Words.resx").Select(path => Path.GetRelativePath(Root, path))];

    [Theory, MemberData(nameof(Areas))]
    public void Both_languages_have_the_same_keys_and_places(string file)
    {
        var english = Read(file);
        var spanish = Read(Path.ChangeExtension(file, ".es.resx"));

        Assert.Equal(english.Keys.Order(), spanish.Keys.Order());
        foreach (var (key, value) in english)
        {
            Assert.True(Places(value).SetEquals(Places(spanish[key])), $"{key}: the places {{0}} differ.");
            Assert.True(value != spanish[key] || SameInBoth.Contains(key), $"{key}: not translated, or not declared as the same word.");
        }
    }

    [Theory, MemberData(nameof(Areas))]
    public void Every_sentence_is_used(string file)
    {
        foreach (var key in Read(file).Keys)
        {
            var written = Regex.Replace(key, @"\.(one|other)$", "");
            var isFamily = FamilyKeys().Matches(Sources.Value).Any(family => key.StartsWith(family.Groups["start"].Value, StringComparison.Ordinal));
            Assert.True(isFamily || Sources.Value.Contains($"\"{written}\"", StringComparison.Ordinal) || Sources.Value.Contains($"\"{key}\"", StringComparison.Ordinal), $"{key} is used nowhere.");
        }
    }

    [Fact]
    public void Every_key_in_the_sources_has_a_sentence()
    {
        var known = Files("*Words.resx").SelectMany(path => Read(path).Keys).ToHashSet();

        Assert.All(UsedKeys().Matches(Sources.Value), use => Assert.Contains(use.Groups["key"].Value, known));
        Assert.All(CountedKeys().Matches(Sources.Value), use => Assert.Contains(use.Groups["key"].Value + ".other", known));
    }

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Root, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Places(string value) => [.. PlaceHolders().Matches(value).Select(match => match.Value)];

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex PlaceHolders();

    [GeneratedRegex("[Ww]ords\\[\"(?<key>[a-z0-9.-]+)\"")]
    private static partial Regex UsedKeys();

    [GeneratedRegex("[Ww]ords\\.Count\\(\"(?<key>[a-z0-9.-]+)\"")]
    private static partial Regex CountedKeys();

    [GeneratedRegex("\\$\"(?<start>[a-z0-9.-]+\\.)\\{")]
    private static partial Regex FamilyKeys();
}
