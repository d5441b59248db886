using System.Text;

namespace Integration.Learning.Framework;

/// <summary>
/// The framework as Canvas's outcomes import file: components become groups, elements and facets outcomes, rated by a teacher in the tool's four words. Only
/// items of normal handling, because an outcome is a column that staff see.
/// </summary>
internal static class CanvasOutcomes
{
    private static readonly string[] Columns =
    [
        "vendor_guid", "object_type", "title", "description", "display_name", "calculation_method", "calculation_int", "workflow_state", "parent_guids",
        "mastery_points", "ratings",
    ];

    // Canvas reads the ratings from the last columns on, in falling order: points, then words.
    private static readonly string[] Ratings = ["4", "Could teach it", "3", "Got it", "2", "Getting there", "1", "Not yet"];

    public static string Write(LeapFramework framework)
    {
        var csv = new StringBuilder();
        var root = $"leap:{framework.Edition}";
        Row([.. Columns, .. Ratings[1..].Select(_ => string.Empty)]);
        Row(Group(root, framework.Name, $"{framework.Notes.Own} {framework.Notes.Clearance}", parent: string.Empty));

        foreach (var item in framework.Items.Where(item => item.Handling == LeapHandling.Normal))
        {
            Row(item.Kind == LeapKind.Component
                ? Group($"{root}:{item.Code}", $"{item.Code} {item.Official.En}", item.ICan[GradeBand.Grades68].En, root)
                : Outcome(item, root));
        }

        return csv.ToString();

        void Row(IEnumerable<string> fields) => csv.AppendJoin(',', fields.Select(Quoted)).Append('\n');
    }

    private static string[] Group(string id, string title, string description, string parent)
        => [id, "group", title, description, string.Empty, string.Empty, string.Empty, "active", parent, string.Empty, .. Ratings.Select(_ => string.Empty)];

    private static string[] Outcome(LeapItem item, string root) =>
    [
        $"{root}:{item.Code}", "outcome", $"{item.Code} {item.Label.En}",
        $"{item.Official.En.TrimEnd(':')} / {item.ICan[GradeBand.Grades68].En}", item.Label.En,
        "latest", string.Empty, "active", $"{root}:{item.Code.Split('.')[0]}", "3", .. Ratings,
    ];

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
