using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Learning.Framework;

/// <summary>The LEAP Learning Framework of one edition: its items by code, their words, and a search over them.</summary>
public sealed class LeapFramework
{
    private const string Resource = "manifests/frameworks/leap.json";
    private static readonly Lazy<LeapFramework> Embedded = new(() => Read(Manifests.Read(Resource)));

    private readonly Dictionary<string, LeapItem> byCode;

    private LeapFramework(LeapFile file)
    {
        (Name, Edition, Urn, Changed, Notes, Items) = (file.Name, file.Edition, file.Urn, file.Changed, file.Notes, file.Items);
        byCode = Items.ToDictionary(item => item.Code, StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items)
        {
            if (item.Parent is not null && !byCode.ContainsKey(item.Parent))
            {
                throw new InvalidDataException($"{Resource}: {item.Code} stands under {item.Parent}, which is no item.");
            }

            if (item.ICan.Count != Enum.GetValues<GradeBand>().Length)
            {
                throw new InvalidDataException($"{Resource}: {item.Code} needs an I can sentence for every grade band.");
            }
        }
    }

    /// <summary>The framework this release ships, read once.</summary>
    public static LeapFramework Shipped => Embedded.Value;

    /// <summary>The framework's name.</summary>
    public string Name { get; }

    /// <summary>The edition its codes belong to.</summary>
    public string Edition { get; }

    /// <summary>What item URNs begin with; an item's own is this, a colon and its code.</summary>
    public string Urn { get; }

    /// <summary>The day its text last changed.</summary>
    public DateOnly Changed { get; }

    /// <summary>Whose words these are.</summary>
    public LeapNotes Notes { get; }

    /// <summary>Every item in the framework's order: each component followed by its elements, each element by its facets.</summary>
    public IReadOnlyList<LeapItem> Items { get; }

    /// <summary>The item of a code in any casing, or null.</summary>
    public LeapItem? Find(string? code) => code is null ? null : byCode.GetValueOrDefault(code.Trim());

    /// <summary>The item of a code that is known to exist.</summary>
    public LeapItem this[string code] => Find(code) ?? throw new ArgumentException($"'{code}' is no code of the {Name}, edition {Edition}.", nameof(code));

    /// <summary>A code's "I can" sentence for a band, with the language it is really in: the one asked for, else English.</summary>
    public (string Text, string Language) ICan(string code, GradeBand band, string language) => this[code].ICan[band].In(language);

    /// <summary>A code's few words for a chip: in the language asked for, else English.</summary>
    public string Label(string code, string language) => this[code].Label.For(language);

    /// <summary>Whether a student may be asked about a code; false for one that is unknown.</summary>
    public bool IsPromptable(string code) => Find(code) is { IsPromptable: true };

    /// <summary>
    /// Items a picker shows for what was typed: a code gives it and what stands under it; words are looked for in both languages without regard to accents,
    /// in labels, then "I can" sentences, then official text. Nothing typed gives every item. Restricted items are left out.
    /// </summary>
    public IReadOnlyList<LeapItem> Search(string? text)
    {
        var promptable = Items.Where(item => item.IsPromptable);
        if (Find(text) is { } named)
        {
            return [.. promptable.Where(item => IsWithin(item, named.Code))];
        }

        var query = new WordQuery(text);
        return
        [
            .. promptable
                .Select(item => (Item: item, Rank: query.FirstMatch(
                    [item.Label.En, item.Label.Es], [.. item.ICan.Values.SelectMany(x => new[] { x.En, x.Es })], [item.Official.En, item.Official.Es])))
                .Where(found => found.Rank is not null)
                .OrderBy(found => found.Rank)
                .Select(found => found.Item),
        ];
    }

    /// <summary>Whether an item is the one of a code or stands under it.</summary>
    public bool IsWithin(LeapItem item, string code)
    {
        for (var at = item; at is not null; at = Find(at.Parent))
        {
            if (string.Equals(at.Code, code, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal static LeapFramework Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return new LeapFramework(JsonSerializer.Deserialize(json, LeapJson.Default.LeapFile) ?? throw new JsonException("It is null."));
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{Resource}: {wrong.Message}", wrong);
        }
    }
}

/// <summary>Whose words the framework's texts are, said with every form that leaves the tool.</summary>
/// <param name="Official">About the official text and its translation.</param>
/// <param name="Own">About what we added.</param>
/// <param name="Clearance">About the right to use name and text.</param>
public sealed record LeapNotes(string Official, string Own, string Clearance);

internal sealed record LeapFile(string Id, string Name, string Edition, string Urn, DateOnly Changed, LeapNotes Notes, IReadOnlyList<LeapItem> Items);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LeapFile))]
internal sealed partial class LeapJson : JsonSerializerContext;
