using System.Text.Json;
using System.Text.RegularExpressions;

namespace Integration.Tests.Certification;

/// <summary>Keeps <c>src/Lti/CERTIFICATION.md</c> and the vectors in step: a row for every vector, and in it what the vector expects.</summary>
public sealed partial class CertificationTableTests
{
    [Fact]
    public void Every_vector_of_the_suite_is_a_row_of_the_table_and_every_row_a_vector()
    {
        var table = Rows().Select(cells => $"{cells[0]} | {cells[1]} | {cells[2]}").ToList();
        var vectors = CertificationRow.ReadAll().Select(row => $"{row.Id} | {row.Name} | {row.Outcome}").ToList();

        Assert.Empty(vectors.Except(table));
        Assert.Empty(table.Except(vectors));
        Assert.Equal(vectors.Count, table.Count);
    }

    [Fact]
    public void Every_trick_of_our_own_in_the_table_is_a_vector()
    {
        var known = LaunchVector.Read("faults.json").Keys.Concat(LaunchVector.Read("valid.json").Keys).ToHashSet(StringComparer.Ordinal);
        var named = Named().Matches(Page().Split("## Tricks of our own")[1]).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, known));
    }

    private static string Page() => RepositoryFiles.Read("src", "Lti", "CERTIFICATION.md");

    private static IEnumerable<string[]> Rows()
        => Page().Split('\n')
            .Where(line => Row().IsMatch(line))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"^\| [BVDNA]\d+\S* \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}

/// <summary>A row of the certification table as its vector has it.</summary>
internal sealed record CertificationRow(string Id, string Name, string Outcome)
{
    public static IEnumerable<CertificationRow> ReadAll() => new[] { "suite-bad.json", "suite-valid.json", "suite-services.json" }.SelectMany(Read);

    public static IEnumerable<CertificationRow> Read(string file)
    {
        using var document = JsonDocument.Parse(RepositoryFiles.Read("tests", "Certification", "vectors", file));
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static CertificationRow Read(JsonElement row)
    {
        var outcome = row.TryGetProperty("expect", out var expect) ? expect.GetString()!
            : row.TryGetProperty("code", out var code) ? $"refused, {code.GetString()}, {row.GetProperty("status").GetInt32()}"
            : $"admitted as {row.GetProperty("role").GetString()}";
        return new CertificationRow(row.GetProperty("id").GetString()!, row.GetProperty("name").GetString()!, outcome);
    }
}
