using System.Text.Json.Serialization;

namespace Integration.Learning.Pages;

/// <summary>What a form that saves itself is told.</summary>
/// <param name="Revision">The revision it knows from now on.</param>
/// <param name="SavedAt">A clock time to show.</param>
/// <param name="Fields">What other windows saved since.</param>
/// <param name="Conflicts">What this save replaced.</param>
/// <param name="Code">Set when the words could not go into the work and are kept beside it.</param>
internal sealed record AutosaveAnswer(
    int Revision, string SavedAt, IReadOnlyDictionary<string, NewerField> Fields, IReadOnlyList<ReplacedField> Conflicts, string? Code = null);

/// <summary>A field another window saved.</summary>
internal sealed record NewerField(string Value);

/// <summary>A text this save replaced.</summary>
internal sealed record ReplacedField(string Name, string Theirs);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AutosaveAnswer))]
internal sealed partial class AutosaveAnswerJson : JsonSerializerContext;
