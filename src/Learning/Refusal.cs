using System.Text.Json.Serialization;

namespace Integration.Learning;

/// <summary>What a script is told when its request can't be done: a stable code, and for fields what to do about each.</summary>
/// <param name="Code">Stable, such as <c>WID1002</c>.</param>
/// <param name="Message">Words for the person, in the page's language; null when the page knows them itself.</param>
/// <param name="Fields">Per field: what to do.</param>
public sealed record Refusal(string Code, string? Message = null, IReadOnlyList<FieldRefusal>? Fields = null);

/// <summary>What to do about one field.</summary>
public sealed record FieldRefusal(string Field, string Code, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Refusal))]
internal sealed partial class RefusalJson : JsonSerializerContext;
