using System.Globalization;
using System.Text;
using Integration.Learning.Install.Guides;
using Integration.Learning.Pages;

namespace Integration.Tests.Learning.Install;

/// <summary>A guide as a page of the documentation: the same words and values as <c>/install</c> shows, for a sample address.</summary>
internal static class GuideMarkdown
{
    internal static Uri SampleTool { get; } = new("https://tool.example.org");

    internal static IReadOnlyList<Guide> Guides { get; } = new Integration.Learning.Install.Guides.Guides(SampleTool).All();

    internal static string Write(Guide guide)
    {
        var words = new Words("en", TimeZoneInfo.Utc).Of<GuideWords>();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {words["guide.title", guide.Name]}").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"The same as `/install/{guide.Lms}` of a running tool, where every address is that tool's own; here it is `{SampleTool.Host}`.")
            .AppendLine(words["guide.checked", guide.CheckedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        foreach (var part in guide.Parts)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {words[$"part.{part.Key}"]}").AppendLine();
            for (var number = 1; number <= part.Steps.Count; number++)
            {
                var step = part.Steps[number - 1];
                text.AppendLine(CultureInfo.InvariantCulture, $"{number}. {words[$"step.{step.Key}"]}");
                foreach (var value in step.Values)
                {
                    var shown = value.IsCopied ? $"`{value.Value}`" : value.Value;
                    text.AppendLine(CultureInfo.InvariantCulture, $"   - {value.Label ?? words["guide.command"]}: {shown}");
                }
            }

            if (part.Key == "auto")
            {
                text.AppendLine()
                    .AppendLine("![The page on which the admin sees who asks, and says what the tool may have](pictures/install-ask.png)").AppendLine()
                    .AppendLine("![The LMS is connected and waits for a yes](pictures/install-done.png)");
            }
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {words["paste.title"]}").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{words["paste.command-why"]} `/install/{guide.Lms}` checks the shapes and writes it.").AppendLine()
            .AppendLine("| | looks like |").AppendLine("|---|---|");
        foreach (var field in guide.PasteBack.Fields)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {field.Label} | `{field.Example}` |");
        }

        return text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"    {PasteRules.Command(guide, Examples(guide))}").ToString();
    }

    internal static Dictionary<string, string> Examples(Guide guide) => guide.PasteBack.Fields.ToDictionary(field => field.Name, field => field.Example);
}
