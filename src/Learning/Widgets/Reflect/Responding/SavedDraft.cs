using System.Text.Json.Serialization;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>What the page's autosave is told.</summary>
/// <param name="Revision">The revision it knows from now on.</param>
/// <param name="SavedAt">A clock time to show.</param>
/// <param name="Fields">What other windows saved since.</param>
/// <param name="Conflicts">What this save replaced.</param>
internal sealed record SavedDraft(int Revision, string SavedAt, IReadOnlyDictionary<string, NewerField> Fields, IReadOnlyList<ReplacedField> Conflicts);

/// <summary>A field another window saved.</summary>
internal sealed record NewerField(string Value);

/// <summary>A text this save replaced.</summary>
internal sealed record ReplacedField(string Name, string Theirs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedDraft))]
internal sealed partial class SavedDraftJson : JsonSerializerContext;
