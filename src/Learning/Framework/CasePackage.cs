using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Learning.Framework;

/// <summary>The framework as a CASE 1.0 CFPackage, which standards repositories and some LMSs import as it is.</summary>
internal static class CasePackage
{
    public static string Write(LeapFramework framework)
    {
        var changed = $"{framework.Changed:yyyy-MM-dd}T00:00:00Z";
        var document = new CaseLink(framework.Name, NameGuid.Of(framework.Urn), framework.Urn);
        CaseLink Link(LeapItem item) => new(item.Code, item.Guid, $"{framework.Urn}:{item.Code}");

        var package = new CasePackageFile(
            new CaseDocument(
                document.Identifier,
                document.Uri,
                "LEAP Innovations",
                framework.Name,
                changed,
                Language: "en",
                AdoptionStatus: "Draft",
                Version: framework.Edition,
                Notes: $"{framework.Notes.Own} {framework.Notes.Clearance}"),
            [.. framework.Items.Select(item => Item(item, Link(item), changed))],
            [
                .. framework.Items.Select(item =>
                    Association(item, Link(item), item.Parent is null ? document : Link(framework[item.Parent]), changed, framework)),
            ]);
        return JsonSerializer.Serialize(package, CaseJson.ForFiles.CasePackageFile) + "\n";
    }

    private static CaseItem Item(LeapItem item, CaseLink link, string changed) => new(
        link.Identifier,
        link.Uri,
        FullStatement: item.Official.En,
        AbbreviatedStatement: item.Label.En,
        HumanCodingScheme: item.Code,
        CfItemType: item.Kind.ToString(),
        Language: "en",
        Notes: $"I can (grades 6-8): {item.ICan[GradeBand.Grades68].En} Look for: {item.LookFor.En}",
        LastChangeDateTime: changed);

    private static CaseAssociation Association(LeapItem item, CaseLink child, CaseLink parent, string changed, LeapFramework framework)
    {
        var urn = $"{child.Uri}:isChildOf";
        var place = framework.Items.Where(other => other.Parent == item.Parent).TakeWhile(other => other != item).Count() + 1;
        return new CaseAssociation(NameGuid.Of(urn), urn, "isChildOf", place, child, parent, changed);
    }
}

internal sealed record CasePackageFile(
    [property: JsonPropertyName("CFDocument")] CaseDocument Document,
    [property: JsonPropertyName("CFItems")] IReadOnlyList<CaseItem> Items,
    [property: JsonPropertyName("CFAssociations")] IReadOnlyList<CaseAssociation> Associations);

internal sealed record CaseDocument(
    Guid Identifier, string Uri, string Creator, string Title, string LastChangeDateTime, string Language, string AdoptionStatus, string Version, string Notes);

internal sealed record CaseItem(
    Guid Identifier,
    string Uri,
    string FullStatement,
    string AbbreviatedStatement,
    string HumanCodingScheme,
    [property: JsonPropertyName("CFItemType")] string CfItemType,
    string Language,
    string Notes,
    string LastChangeDateTime);

internal sealed record CaseAssociation(
    Guid Identifier,
    string Uri,
    string AssociationType,
    int SequenceNumber,
    [property: JsonPropertyName("originNodeURI")] CaseLink Origin,
    [property: JsonPropertyName("destinationNodeURI")] CaseLink Destination,
    string LastChangeDateTime);

internal sealed record CaseLink(string Title, Guid Identifier, string Uri);

[JsonSerializable(typeof(CasePackageFile))]
internal sealed partial class CaseJson : JsonSerializerContext
{
    /// <summary>Leaves apostrophes and letters readable: the result is a file, never part of a page.</summary>
    public static CaseJson ForFiles { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
