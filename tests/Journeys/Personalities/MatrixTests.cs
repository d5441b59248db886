using System.Text;
using Integration.Sandbox.Personalities;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>The README's table of LMSs and features is what the tests above saw; <c>UPDATE_MANIFESTS=1</c> writes it anew.</summary>
[Collection(PlayedSchoolsCollection.Name)]
public sealed class MatrixTests(PlayedSchools schools)
{
    private const string Begin = "<!-- LMS by feature: written by the tests (UPDATE_MANIFESTS=1) -->";
    private const string End = "<!-- LMS by feature: end -->";

    private static readonly string Readme = Path.Combine(RepositoryFiles.Root, "README.md");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_table_in_the_README_is_what_was_seen()
    {
        var table = await TableAsync();
        var text = await File.ReadAllTextAsync(Readme, Ct);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, "The README has lost the place of the table.");
        var written = text[..(begin + Begin.Length)] + "\n" + table + text[end..];
        if (Environment.GetEnvironmentVariable("UPDATE_MANIFESTS") == "1")
        {
            await File.WriteAllTextAsync(Readme, written, Ct);
            return;
        }

        Assert.Equal(written, text);
    }

    private async Task<string> TableAsync()
    {
        var table = new StringBuilder();
        table.Append("| | ").AppendJoin(" | ", Personality.All.Select(lms => lms.Name)).Append(" |\n");
        table.Append("|---|").Append(string.Concat(Personality.All.Select(_ => "---|"))).Append('\n');
        foreach (var feature in Feature.All)
        {
            table.Append("| ").Append(feature.Name);
            foreach (var lms in Personality.All)
            {
                table.Append(" | ").Append((await schools.OutcomeAsync(lms.Key, feature)).Replace("|", "\\|", StringComparison.Ordinal));
            }

            table.Append(" |\n");
        }

        return table.ToString();
    }
}
