using System.Text;
using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Framework;

namespace Integration.Tests.Learning.Activities;

public sealed class TemplateCatalogTests
{
    private const string File = "manifests/templates/fractions-i-can.json";
    private static readonly TemplateCatalog Catalog = TemplateCatalog.Shipped;

    [Fact]
    public void Every_shipped_template_is_there_by_its_id()
    {
        string[] expected =
        [
            "argument-essay", "exit-check-i-can", "fractions-i-can", "group-work-check", "math-problem-solving", "reading-i-can", "science-lab",
            "single-point-rubric", "stuck-and-tried",
        ];

        Assert.Equal(expected, Catalog.All.Select(template => template.Id));
        Assert.All(expected, id => Assert.Equal(id, Catalog.Find(id)?.Id));
        Assert.Null(Catalog.Find("no-such"));
        Assert.Null(Catalog.Find(null));
    }

    [Fact]
    public void Every_band_has_at_least_two_templates_to_choose_from()
        => Assert.All(Enum.GetValues<GradeBand>(), band => Assert.True(Catalog.Search(null, "en", band).Count >= 2));

    [Fact]
    public void The_same_criterion_keeps_its_id_in_every_band()
        => Assert.All(Catalog.All.Where(template => template.Format == "single-point-rubric"), template =>
            Assert.Single(template.Bands.Values.Select(criteria => string.Join(',', criteria.Select(criterion => criterion.Id))).Distinct()));

    [Fact]
    public void Every_template_makes_a_tag_the_gradebook_can_carry()
        => Assert.All(Catalog.All, template => Assert.Equal(template.Elements, ElementTag.Parse(ElementTag.Format(template.Elements))));

    [Theory]
    [InlineData("fraccion", "fractions-i-can")]
    [InlineData("Fracción", "fractions-i-can")]
    [InlineData("laboratorio", "science-lab")]
    [InlineData("lab", "science-lab")]
    [InlineData("LC.1", "group-work-check")]
    [InlineData("essay", "argument-essay")]
    [InlineData("me atore", "stuck-and-tried")]
    [InlineData("pedir ayuda", "stuck-and-tried")]
    public void Search_puts_the_nearest_template_first(string text, string id) => Assert.Equal(id, Catalog.Search(text, "es")[0].Id);

    [Fact]
    public void A_code_finds_every_template_that_serves_it_or_something_below()
    {
        Assert.Equal(["group-work-check"], Catalog.Search("LC.1", "en").Select(template => template.Id));
        Assert.All(Catalog.Search("LL.3", "en"), template => Assert.Contains("LL.3", template.Elements));
        Assert.Equal(8, Catalog.Search("LL.3", "en").Count);
        Assert.Equal(9, Catalog.Search("ll", "en").Count);
        Assert.Empty(Catalog.Search("LC.5", "en"));
        Assert.Empty(Catalog.Search("zzz", "en"));
    }

    [Fact]
    public void A_band_leaves_out_what_is_not_offered_there()
    {
        Assert.Equal(["exit-check-i-can", "reading-i-can"], Catalog.Search("", "en", GradeBand.K2).Select(template => template.Id));
        Assert.Empty(Catalog.Search("fraccion", "es", GradeBand.Grades912));
    }

    [Fact]
    public void Without_words_templates_stand_in_the_order_of_their_titles()
    {
        var titles = Catalog.Search(null, "es").Select(template => WordQuery.Fold(template.Title.Es!)).ToList();

        Assert.Equal(9, titles.Count);
        Assert.Equal(titles.Order(StringComparer.Ordinal), titles);
    }

    [Theory]
    [InlineData("\"LD.2\"", "\"LD.9\"", "'LD.9' is no element code")]
    [InlineData("\"LD.2\"", "\"ld.2\"", "'ld.2' is no element code")]
    [InlineData("\"LD.2\"", "\"LF.1.health\"", "LF.1.health is restricted")]
    [InlineData("\"LD.2\"", "\"LL.3\"", "names an element twice")]
    [InlineData("\"3-5\"", "\"9-12\"", "i-can-check is not made for Grades912")]
    [InlineData("\"3-5\"", "\"13\"", "13")]
    [InlineData("\"i-can-check\"", "\"essay\"", "no format 'essay'")]
    [InlineData("\"id\": \"fractions-i-can\"", "\"id\": \"other\"", "must be the file's name")]
    [InlineData("\"minutes\": 6", "\"minutes\": 0", "minutes must be")]
    [InlineData("\"points\": 0", "\"points\": 5", "points must be")]
    [InlineData("\"version\": 1", "\"version\": 1, \"colour\": 1", "colour")]
    [InlineData("\"version\": 1", "\"version\": 1, \"version\": 2", "version")]
    [InlineData("\"minutes\": 6,", "", "minutes")]
    [InlineData("\"es\": \"Puedo encontrar dos fracciones iguales.\"", "\"es\": \"\"", "equal for Grades35 lacks its Spanish")]
    [InlineData("Puedo encontrar dos fracciones iguales.", "I can find two fractions that are equal.", "lacks its Spanish")]
    [InlineData("Puedo encontrar dos fracciones iguales.", "Puedo hablar de mi casa.", "WID1004")]
    [InlineData("\"id\": \"equal\"", "\"id\": \"line\"", "names a criterion twice")]
    public void A_wrong_file_is_refused_by_name_and_reason(string from, string to, string reason)
    {
        var wrong = Text().Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Text(), wrong);

        var error = Assert.Throws<InvalidDataException>(() => TemplateCatalog.Read([(File, Encoding.UTF8.GetBytes(wrong))]));

        Assert.StartsWith($"{File}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_with_four_I_can_criteria_is_too_much_and_one_with_none_too_little()
    {
        var criteria = Catalog.Find("fractions-i-can")!.Bands[GradeBand.Grades35];

        Assert.Contains("1 to 3 criteria", Refusal([.. criteria, criteria[0] with { Id = "more" }]), StringComparison.Ordinal);
        Assert.Contains("1 to 3 criteria", Refusal([]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_without_an_example_is_refused()
    {
        var criteria = Catalog.Find("fractions-i-can")!.Bands[GradeBand.Grades35];

        Assert.Contains("lacks an example", Refusal([criteria[0] with { NotYet = null }]), StringComparison.Ordinal);
        Assert.Contains("lacks its Spanish", Refusal([criteria[0] with { Strong = new LocalText("Only English.") }]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_without_a_band_is_refused()
    {
        var none = Catalog.Find("fractions-i-can")! with { Bands = new Dictionary<GradeBand, IReadOnlyList<Criterion>>() };

        Assert.Contains("no grade band", Assert.Throws<InvalidDataException>(() => TemplateRules.Check(none, none.Id)).Message, StringComparison.Ordinal);
    }

    private static string Text() => Encoding.UTF8.GetString(Manifests.Read(File));

    private static string Refusal(IReadOnlyList<Criterion> criteria)
    {
        var bands = new Dictionary<GradeBand, IReadOnlyList<Criterion>> { [GradeBand.Grades35] = criteria };
        var template = Catalog.Find("fractions-i-can")! with { Bands = bands };
        return Assert.Throws<InvalidDataException>(() => TemplateRules.Check(template, template.Id)).Message;
    }
}
