using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Learning.Framework;

namespace Integration.Learning.Activities;

/// <summary>The shipped templates: read from the build, checked, found by id and searched by the picker.</summary>
public sealed class TemplateCatalog
{
    private const string Folder = "manifests/templates/";
    private static readonly Lazy<TemplateCatalog> Embedded = new(() => Read(Manifests.In(Folder).Select(name => (name, Manifests.Read(name)))));

    private readonly Dictionary<string, ActivityTemplate> byId;

    private TemplateCatalog(IReadOnlyList<ActivityTemplate> all)
    {
        All = all;
        byId = all.ToDictionary(template => template.Id, StringComparer.Ordinal);
    }

    /// <summary>The templates this release ships; ask at start, so that a wrong file stops the start and not a launch.</summary>
    /// <exception cref="InvalidDataException">A file is wrong; the message names it.</exception>
    public static TemplateCatalog Shipped => Embedded.Value;

    /// <summary>Every template, by id.</summary>
    public IReadOnlyList<ActivityTemplate> All { get; }

    /// <summary>The template of an id, or null.</summary>
    public ActivityTemplate? Find(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>
    /// Templates a picker shows for what was typed, in either language and without regard to accents. An element code gives the templates that serve it or
    /// something under it; words are looked for in titles, then summaries, criteria, and the labels and "I can" sentences of their elements. Nothing typed
    /// gives all of them. The order is stable: nearest place first, then by title in the reader's language.
    /// </summary>
    public IReadOnlyList<ActivityTemplate> Search(string? text, string language, GradeBand? band = null)
    {
        var rank = Ranking(text);
        return
        [
            .. All
                .Where(template => band is null || template.Bands.ContainsKey(band.Value))
                .Select(template => (Template: template, Rank: rank(template)))
                .Where(found => found.Rank is not null)
                .OrderBy(found => found.Rank)
                .ThenBy(found => WordQuery.Fold(found.Template.Title.For(language)), StringComparer.Ordinal)
                .ThenBy(found => found.Template.Id, StringComparer.Ordinal)
                .Select(found => found.Template),
        ];
    }

    internal static TemplateCatalog Read(IEnumerable<(string Name, byte[] Json)> files)
        => new([.. files.Select(file => Read(file.Name, file.Json)).OrderBy(template => template.Id, StringComparer.Ordinal)]);

    private static ActivityTemplate Read(string name, byte[] json)
    {
        try
        {
            var template = JsonSerializer.Deserialize(json, TemplateJson.Default.ActivityTemplate) ?? throw new InvalidDataException("it is null.");
            TemplateRules.Check(template, expectedId: Path.GetFileNameWithoutExtension(name));
            return template;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidDataException)
        {
            throw new InvalidDataException($"{name}: {wrong.Message}", wrong);
        }
    }

    private static Func<ActivityTemplate, int?> Ranking(string? text)
    {
        var framework = LeapFramework.Shipped;
        if (framework.Find(text) is { } item)
        {
            return template => template.Elements.Any(code => framework.IsWithin(framework[code], item.Code)) ? 0 : null;
        }

        var query = new WordQuery(text);
        return template => query.FirstMatch(
            Both(template.Title),
            Both(template.Summary),
            template.Bands.Values.SelectMany(criteria => criteria).SelectMany(criterion => Both(criterion.Text)),
            template.Elements.SelectMany(code => Both(framework[code].Label).Append(code)),
            template.Elements.SelectMany(code => framework[code].ICan.Values).SelectMany(Both));
    }

    private static IEnumerable<string?> Both(LocalText text) => [text.En, text.Es];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ActivityTemplate))]
internal sealed partial class TemplateJson : JsonSerializerContext;
