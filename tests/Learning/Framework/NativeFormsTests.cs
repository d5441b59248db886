using System.Text.Json;
using Integration.Learning.Framework;

namespace Integration.Tests.Learning.Framework;

/// <summary>The checked-in CASE and Canvas files are what the framework gives today; <c>UPDATE_MANIFESTS=1</c> writes them anew.</summary>
public sealed class NativeFormsTests
{
    private static readonly LeapFramework Leap = LeapFramework.Shipped;

    public static TheoryData<string> Files => ["leap.case.json", "leap.canvas-outcomes.csv"];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_in_the_repository_is_up_to_date(string file)
    {
        var expected = file.EndsWith(".csv", StringComparison.Ordinal) ? CanvasOutcomes.Write(Leap) : CasePackage.Write(Leap);
        var path = Path.Combine(RepositoryRoot(), "manifests", "frameworks", file);
        if (Environment.GetEnvironmentVariable("UPDATE_MANIFESTS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void The_CASE_package_hangs_every_item_under_its_parent()
    {
        using var json = JsonDocument.Parse(CasePackage.Write(Leap));
        var document = json.RootElement.GetProperty("CFDocument");
        var items = json.RootElement.GetProperty("CFItems").EnumerateArray().ToDictionary(x => x.GetProperty("humanCodingScheme").GetString()!);
        var links = json.RootElement.GetProperty("CFAssociations").EnumerateArray().ToList();

        Assert.Equal(32, items.Count);
        Assert.All(links, link => Assert.Equal("isChildOf", link.GetProperty("associationType").GetString()));
        Assert.Equal(33 + 32, links.Select(Id).Concat(items.Values.Select(Id)).Append(Id(document)).Distinct().Count());
        foreach (var item in Leap.Items)
        {
            var link = Assert.Single(links, link => Id(link.GetProperty("originNodeURI")) == item.Guid);
            var parent = item.Parent is null ? Id(document) : Leap[item.Parent].Guid;
            Assert.Equal(parent, Id(link.GetProperty("destinationNodeURI")));
            Assert.Equal(item.Official.En, items[item.Code].GetProperty("fullStatement").GetString());
        }

        static Guid Id(JsonElement element) => element.GetProperty("identifier").GetGuid();
    }

    [Fact]
    public void Canvas_rows_name_only_groups_that_stand_above_them()
    {
        var rows = CanvasOutcomes.Write(Leap).TrimEnd('\n').Split('\n').Select(Fields).ToList();
        var groups = new HashSet<string> { "" };

        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.Equal(["vendor_guid", "object_type", "title"], rows[0].Take(3));
        foreach (var row in rows.Skip(1))
        {
            Assert.DoesNotContain(' ', row[0]);
            Assert.Contains(row[rows[0].IndexOf("parent_guids")], groups);
            if (row[1] == "group")
            {
                Assert.True(groups.Add(row[0]));
                Assert.All(row.Skip(rows[0].IndexOf("mastery_points")), Assert.Empty);
            }
        }
    }

    [Fact]
    public void Canvas_gets_no_outcome_for_what_a_student_may_keep_to_themselves()
    {
        var csv = CanvasOutcomes.Write(Leap);

        Assert.All(Leap.Items, item =>
            Assert.Equal(item.Handling == LeapHandling.Normal, csv.Contains($"leap:seed-brief:{item.Code},", StringComparison.Ordinal)));
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                fields[^1] += line[i++];
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add("");
            }
            else
            {
                fields[^1] += line[i];
            }
        }

        return fields;
    }

    private static string RepositoryRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Integration.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new DirectoryNotFoundException("Integration.sln stands nowhere above the tests.");
    }
}
