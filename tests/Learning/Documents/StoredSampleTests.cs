using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Learning.Documents;

namespace Integration.Tests.Learning.Documents;

/// <summary>
/// One document of every kind and version ever released, as it lies in districts' stores. A sample is never edited: a new shape gets a new version, an
/// upgrade and a new sample beside the old one.
/// </summary>
public sealed class StoredSampleTests
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "Learning", "Documents", "samples");

    public static TheoryData<string> Kinds() => [.. DocumentKinds.All.Select(kind => kind.Name)];

    public static TheoryData<string> Samples() => [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Kinds))]
    public void A_kind_has_a_sample_of_every_version(string name)
    {
        var kind = DocumentKinds.All.Single(kind => kind.Name == name);

        Assert.All(Enumerable.Range(1, kind.Version), version =>
            Assert.True(File.Exists(Path.Combine(Folder, FileName(kind, version))), $"samples/{FileName(kind, version)} is missing."));
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_stored_document_is_read_and_loses_nothing(string file)
    {
        var stored = File.ReadAllBytes(Path.Combine(Folder, file));
        var kind = Assert.Single(DocumentKinds.All, kind => Enumerable.Range(1, kind.Version).Any(version => FileName(kind, version) == file));

        var written = typeof(StoredSampleTests).GetMethod(nameof(ReadAndWrite), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(kind.RecordType).Invoke(null, [kind, stored]);

        if (file == FileName(kind, kind.Version))
        {
            var (before, after) = (JsonNode.Parse(stored)!.AsObject(), JsonNode.Parse((byte[])written!)!.AsObject());
            Assert.All(before, property => Assert.True(
                JsonNode.DeepEquals(property.Value, after[property.Key]), $"{property.Key} was {property.Value?.ToJsonString()}, came back as {after[property.Key]?.ToJsonString()}"));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_document_of_a_newer_release_is_refused(string name)
    {
        var kind = DocumentKinds.All.Single(kind => kind.Name == name);
        var newer = JsonNode.Parse(File.ReadAllBytes(Path.Combine(Folder, FileName(kind, kind.Version))))!.AsObject();
        newer["v"] = kind.Version + 1;

        var fault = Assert.Throws<TargetInvocationException>(() => typeof(StoredSampleTests).GetMethod(nameof(ReadAndWrite), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(kind.RecordType).Invoke(null, [kind, JsonSerializer.SerializeToUtf8Bytes(newer)]));

        Assert.IsType<InvalidDataException>(fault.InnerException);
    }

    private static string FileName(DocumentKind kind, int version) => $"{kind.Name.Replace(' ', '-')}.v{version}.json";

    private static byte[] ReadAndWrite<T>(DocumentKind<T> kind, byte[] stored)
        where T : class, IDocument => kind.Write(kind.Read(stored)).ToArray();
}
