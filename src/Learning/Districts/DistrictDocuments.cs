using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Districts;

/// <summary>The kinds of this folder, and their one partition: <c>districts</c>, a row per district id, point reads and one short list.</summary>
internal static class DistrictDocuments
{
    public static readonly DocumentKind<District> District = new(
        "district", 1, DistrictJson.Default.District, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [District];

    public static Key Partition { get; } = Key.Of("districts");

    public static Key Row(DistrictId id) => Key.Of(id.Value);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(District))]
internal sealed partial class DistrictJson : JsonSerializerContext;
