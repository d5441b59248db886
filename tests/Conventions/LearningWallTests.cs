namespace Integration.Tests.Conventions;

/// <summary>The walls inside Learning, which is one project so that a widget stays one folder.</summary>
public sealed class LearningWallTests
{
    private const string AspNet = "Microsoft.AspNetCore";
    private const string Sealing = "Microsoft.AspNetCore.DataProtection";

    // What draws or serves pages but is named after what it is.
    private static readonly string[] Drawing = ["Html", "PagePolicy", "RequestLanguage", "LtiPages"];

    [Fact]
    public void Only_endpoints_pages_results_and_registrations_know_ASP_NET() => Offenders.None(
        Room.Learning.Types.Where(type => !MayKnowAspNet(type)),
        type => type.MentionsUnder(AspNet).Where(name => !name.StartsWith(Sealing, StringComparison.Ordinal)),
        "knows ASP.NET");

    [Fact]
    public void Rules_and_the_framework_know_neither_ASP_NET_nor_the_store_nor_a_clock() => Offenders.None(
        Room.Learning.Types.Where(IsPure),
        type => type.MentionsUnder(AspNet)
            .Concat(type.Mentions.Where(name => name is "Integration.Tables.IDocumentStore" or "System.TimeProvider" or "System.Net.Http.HttpClient")),
        "is not pure");

    [Fact]
    public void Widgets_never_see_each_other()
    {
        var widgets = Room.Learning.Under("Widgets").Select(type => type.FullName["Integration.Learning.Widgets.".Length..])
            .Where(rest => rest.Contains('.', StringComparison.Ordinal)).Select(rest => rest.Split('.')[0]).Distinct().ToList();

        Assert.NotEmpty(widgets);
        foreach (var widget in widgets)
        {
            Offenders.None(
                Room.Learning.Under($"Widgets.{widget}"),
                type => widgets.Where(other => other != widget).SelectMany(other => type.MentionsUnder($"Integration.Learning.Widgets.{other}")),
                "looks into another widget");
        }
    }

    [Theory]
    [InlineData("Activities")]
    [InlineData("Classes")]
    [InlineData("Districts")]
    [InlineData("Framework")]
    [InlineData("Grades")]
    [InlineData("Jobs")]
    [InlineData("Pages")]
    [InlineData("Picker")]
    [InlineData("Platforms")]
    [InlineData("Sealing")]
    [InlineData("Sessions")]
    [InlineData("Work")]
    public void What_widgets_stand_on_knows_no_widget(string folder)
    {
        var types = Room.Learning.Under(folder).ToList();

        Assert.NotEmpty(types);
        Offenders.None(types, type => type.MentionsUnder("Integration.Learning.Widgets").Where(name => name.Count(c => c == '.') > 3), "knows a widget");
    }

    private static bool MayKnowAspNet(RoomType type) =>
        type.IsRazor()
        || type.FullName.Contains('<', StringComparison.Ordinal)
        || EndsWithAny(type.Name, "Endpoints", "Page", "Pages", "Result", "Registration")
        || Drawing.Contains(type.Name);

    private static bool IsPure(RoomType type) =>
        type.IsUnder("Integration.Learning.Framework") || EndsWithAny(type.Name, "Rules", "Transitions") || type.Name is "FieldMerge" or "PromptLint";

    private static bool EndsWithAny(string name, params string[] endings) => endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
}
