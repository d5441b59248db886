using System.Text.Json.Serialization;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>What the page's autosave is told.</summary>
/// <param name="Revision">The revision it knows from now on.</param>
/// <param name="SavedAt">A clock time to show.</param>
/// <param name="Fields">What other windows saved since.</param>
/// <param name="Conflicts">What this save replaced.</param>
/// <param name="Code">Set when the work was sent already and the words are kept beside it.</param>
internal sealed record SavedAnswers(
    int Revision, string SavedAt, IReadOnlyDictionary<string, NewerAnswer> Fields, IReadOnlyList<ReplacedAnswer> Conflicts, string? Code = null);

/// <summary>A field another window saved.</summary>
internal sealed record NewerAnswer(string Value);

/// <summary>A text this save replaced.</summary>
internal sealed record ReplacedAnswer(string Name, string Theirs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SavedAnswers))]
internal sealed partial class SavedAnswersJson : JsonSerializerContext;
