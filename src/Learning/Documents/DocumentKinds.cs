using Integration.Learning.Districts;
using Integration.Learning.Jobs;
using Integration.Learning.Platforms;
using Integration.Learning.Sealing;

namespace Integration.Learning.Documents;

/// <summary>Every kind of document the tool stores: the source of the data inventory.</summary>
public static class DocumentKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        .. SealingDocuments.All,
        .. JobDocuments.All,
        .. DistrictDocuments.All,
        .. PlatformDocuments.All,
    ];
}
