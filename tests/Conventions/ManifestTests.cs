using System.Text.Json;
using Integration.Learning.Activities;
using Integration.Learning.Framework;

namespace Integration.Tests.Conventions;

/// <summary>The shipped data files are read whole by the code that ships with them.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "manifests"), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/')).Where(file => !file.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_manifest_is_embedded_and_parses(string file)
    {
        var embedded = Manifests.Read(file);

        Assert.Equal(File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, file)), embedded);
        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(embedded, new JsonDocumentOptions { AllowDuplicateProperties = false });
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    [Fact]
    public void Every_template_file_is_a_template_of_the_catalog() => Assert.Equal(
        Manifests.In("manifests/templates/").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
        TemplateCatalog.Shipped.All.Select(template => template.Id).Order(StringComparer.Ordinal));
}
