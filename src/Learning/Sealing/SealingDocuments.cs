using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Sealing;

/// <summary>One key of the ring as DataProtection's XML; the secret inside is sealed under the master key.</summary>
internal sealed record KeyRingKey : IDocument
{
    public int V { get; init; } = 1;

    public required string Xml { get; init; }
}

/// <summary>The kinds of this folder, and their one partition: <c>key-ring</c>, a row per key, read whole.</summary>
internal static class SealingDocuments
{
    public static readonly DocumentKind<KeyRingKey> KeyRingKey = new(
        "key-ring key", 1, SealingJson.Default.KeyRingKey, DataClass.Security, Subject.Nobody, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [KeyRingKey];

    public static Key Partition { get; } = Key.Of("key-ring");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyRingKey))]
internal sealed partial class SealingJson : JsonSerializerContext;
