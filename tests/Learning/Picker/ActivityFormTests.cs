using System.Reflection;
using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Framework;
using Integration.Learning.Pages;
using Integration.Learning.Picker;

namespace Integration.Tests.Learning.Picker;

public sealed class ActivityFormTests
{
    private static readonly ActivityTemplate Essay = TemplateCatalog.Shipped.Find("argument-essay")!;
    private static readonly ActivityTemplate Fractions = TemplateCatalog.Shipped.Find("fractions-i-can")!;
    private static readonly string Key = new('a', 32);

    [Fact]
    public void Every_template_as_it_comes_makes_the_activity_that_the_template_makes()
        => Assert.All(
            TemplateCatalog.Shipped.All.SelectMany(template => template.Bands.Keys.Select(band => (template, band))),
            made =>
            {
                var form = Read(made.template, [.. ActivityFormFields.Write(ActivityForm.Of(made.template, made.band, Key))])!;

                Assert.Empty(ActivityFormRules.Check(form));
                Assert.Equivalent(ActivityCustom.Build(made.template, made.band, "x", 1), form.ToDefinition("x"), strict: true);
            });

    [Fact]
    public void Fields_written_and_read_again_are_the_same_form()
    {
        var form = ActivityForm.Of(Essay, GradeBand.Grades912, Key).WithNewCriterion() with { Points = "abc", Title = new("", "Señal \"& <b>") };

        Assert.Equivalent(form, Read(Essay, [.. ActivityFormFields.Write(form)]), strict: true);
    }

    [Theory]
    [InlineData("title.en", "  ", "WID1311")]
    [InlineData("title.en", "121", "WID1312")]
    [InlineData("title.es", "121", "WID1312")]
    [InlineData("band", "", "WID1313")]
    [InlineData("band", "K2", "WID1313")]
    [InlineData("band", "2", "WID1313")]
    [InlineData("criterion.1.en", "", "WID1001")]
    [InlineData("criterion.1.en", "No", "WID1002")]
    [InlineData("criterion.1.en", "201", "WID1003")]
    [InlineData("criterion.0.es", "Puedo hablar de mi casa.", "WID1004")]
    [InlineData("criterion.0.en", "I can use my learning style.", "WID1005")]
    [InlineData("criterion.0.en", "I can do it :)", "WID1006")]
    [InlineData("criterion.2.strong.en", "", "WID1316")]
    [InlineData("criterion.2.notyet.en", "401", "WID1317")]
    [InlineData("criterion.2.strong.es", "401", "WID1317")]
    [InlineData("element", null, "WID1318")]
    [InlineData("grading", "", "WID1319")]
    [InlineData("grading", "SelfScored", "WID1319")]
    [InlineData("grading", "1", "WID1319")]
    [InlineData("points", "", "WID1320")]
    [InlineData("points", "0", "WID1320")]
    [InlineData("points", "-1", "WID1320")]
    [InlineData("points", "1000.01", "WID1320")]
    [InlineData("points", "2.505", "WID1320")]
    [InlineData("points", "1e2", "WID1320")]
    [InlineData("points", "1,000.5", "WID1320")]
    [InlineData("points", "ten", "WID1320")]
    public void One_wrong_field_is_named_with_its_code(string field, string? value, string code)
    {
        var fields = Fields(Essay).Where(sent => sent.Name != field).ToList();
        if (value is not null)
        {
            fields.Add((field, int.TryParse(value, out var length) && length > 100 && field != "points" ? new string('x', length) : value));
        }

        var form = Read(Essay, fields)!;

        Assert.Contains(new { Field = field, Code = code }, ActivityFormRules.Check(form).Select(finding => new { finding.Field, finding.Code }));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_finding_has_words(string language)
    {
        var words = new Words(language, TimeZoneInfo.Utc).Of<PickerWords>();
        var codes = new[] { typeof(PromptLint), typeof(PickerCodes) }
            .SelectMany(type => type.GetFields().Concat(type.GetFields(BindingFlags.NonPublic | BindingFlags.Static)))
            .Where(field => field is { IsLiteral: true, FieldType: var type } && type == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(code => string.CompareOrdinal(code, "WID1310") > 0 || code.StartsWith("WID10", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(18, codes.Count);
        Assert.All(codes, code => Assert.NotEmpty(FindingWords.Of(words, new ActivityFinding("", code, "x*"))));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData(" 2.5 ", 2.5)]
    [InlineData("2,5", 2.5)]
    [InlineData("0.01", 0.01)]
    [InlineData("1000", 1000)]
    [InlineData("1000.00", 1000)]
    public void Points_are_read_with_a_point_or_a_comma(string typed, double points)
        => Assert.Equal((decimal)points, Read(Essay, With(Essay, "points", typed))!.ToDefinition("x").Points);

    [Fact]
    public void Without_a_grade_points_are_ignored_whatever_they_say()
    {
        var form = Read(Essay, With(Essay, "points", "none at all").Select(field => field.Name == "grading" ? (field.Name, "None") : field).ToList())!;

        Assert.Empty(ActivityFormRules.Check(form));
        Assert.Equal(0, form.ToDefinition("x").Points);
        Assert.Equal("none at all", form.Points);
    }

    [Theory]
    [InlineData("key", "")]
    [InlineData("key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("key", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("criteria-from", "K2")]
    [InlineData("criteria-from", "")]
    [InlineData("criterion.0.id", "Has Space")]
    [InlineData("criterion.0.id", "evidence")]
    [InlineData("element", "LL.99")]
    [InlineData("element", "ll.3")]
    [InlineData("element", "LF.1.health")]
    public void Fields_that_no_settings_screen_sends_make_no_form(string field, string value) => Assert.Null(Read(Essay, With(Essay, field, value)));

    [Fact]
    public void An_I_can_check_takes_three_sentences_and_at_least_one()
    {
        var form = ActivityForm.Of(Fractions, null, Key);
        while (form.Criteria.Count < 3)
        {
            form = form.WithNewCriterion();
        }

        Assert.Equal(form, form.WithNewCriterion());
        Assert.Contains(ActivityFormRules.Check(form with { Criteria = [.. form.Criteria, form.Criteria[0] with { Id = "more" }] }), finding => finding.Code == "WID1315");
        Assert.Contains(ActivityFormRules.Check(form with { Criteria = [] }), finding => finding.Code == "WID1314");
    }

    [Fact]
    public void A_new_sentence_never_takes_the_id_of_one_that_is_there()
    {
        var form = ActivityForm.Of(Essay, null, Key).WithNewCriterion();
        var next = form.WithoutCriterion(0).WithNewCriterion();

        Assert.Equal(["claim", "evidence", "counter", "order", "own-1"], form.Criteria.Select(criterion => criterion.Id));
        Assert.Equal(["evidence", "counter", "order", "own-1", "own-2"], next.Criteria.Select(criterion => criterion.Id));
    }

    [Fact]
    public void Another_band_brings_its_own_words_until_the_teacher_wrote_hers()
    {
        var form = ActivityForm.Of(Essay, GradeBand.Grades68, Key) with { Band = GradeBand.Grades912 };
        var own = form with { Criteria = [form.Criteria[0] with { Text = new("I can argue well.", "") }] };

        Assert.Equal(Essay.Bands[GradeBand.Grades912].Select(CriterionForm.Of), form.FollowBand().Criteria);
        Assert.Equal(own, own.FollowBand());
        Assert.Equal(Essay.Bands[GradeBand.Grades912].Select(CriterionForm.Of), own.WithShippedCriteria().Criteria);
    }

    [Fact]
    public void What_is_pasted_over_several_lines_becomes_one_line_where_one_line_is_meant()
    {
        var form = Read(Essay, With(Essay, "criterion.0.en", " I can\r\n state\ta claim. "))!;

        Assert.Equal("I can state a claim.", form.Criteria[0].Text.En);
    }

    [Fact]
    public void The_same_press_makes_the_same_id_and_anything_else_another()
    {
        var form = ActivityForm.Of(Essay, null, Key);
        var id = form.ToOwnDefinition("north", "t-1").Id;

        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal(id, form.ToOwnDefinition("north", "t-1").Id);
        Assert.NotEqual(id, form.ToOwnDefinition("north", "t-2").Id);
        Assert.NotEqual(id, form.ToOwnDefinition("south", "t-1").Id);
        Assert.NotEqual(id, (form with { Key = new('b', 32) }).ToOwnDefinition("north", "t-1").Id);
        Assert.NotEqual(id, (form with { Points = "6" }).ToOwnDefinition("north", "t-1").Id);
    }

    [Fact]
    public void Every_element_there_is_still_fits_the_tag_of_a_column()
    {
        var all = LeapFramework.Shipped.Items.Where(item => item.IsPromptable).Select(item => item.Code).ToList();
        var activity = (ActivityForm.Of(Essay, null, Key) with { Elements = all }).ToDefinition("x");

        var item = DeepLinkItem.Of(activity, Essay.Summary, "en", new Uri("https://tool.example.test"), acceptLineItem: null);

        Assert.True(item.LineItem!.Tag!.Length <= ElementTag.MaxLength);
        Assert.Equal(all, ElementTag.Parse(item.LineItem.Tag));
    }

    [Fact]
    public void A_column_says_how_a_students_work_opens_where_the_gradebook_asks()
    {
        var activity = ActivityForm.Of(Essay, null, Key).ToDefinition("x");
        var tool = new Uri("https://tool.example.test");

        var review = DeepLinkItem.Of(activity, Essay.Summary, "en", tool, acceptLineItem: true, "See the work").LineItem!.SubmissionReview!;

        Assert.Equal(("See the work", "https://tool.example.test/lti/launch"), (review.Label, review.Url!.AbsoluteUri));
        Assert.Equal(["Submitted", "Completed"], review.ReviewableStatus.Select(status => status.ToString()));
        Assert.Equal("$ResourceLink.submission.endDateTime", review.Custom["due"]);
        Assert.Null(DeepLinkItem.Of(activity, Essay.Summary, "en", tool, acceptLineItem: true, review: null).LineItem!.SubmissionReview);
        Assert.Null(DeepLinkItem.Of(activity, Essay.Summary, "en", tool, acceptLineItem: false, "See the work").LineItem);
    }

    private static List<(string Name, string Value)> Fields(ActivityTemplate template) => [.. ActivityFormFields.Write(ActivityForm.Of(template, null, Key))];

    private static List<(string Name, string Value)> With(ActivityTemplate template, string field, string value)
        => [.. Fields(template).Where(sent => sent.Name != field), (field, value)];

    private static ActivityForm? Read(ActivityTemplate template, IEnumerable<(string Name, string Value)> fields)
        => ActivityFormFields.Read(template, fields.GroupBy(field => field.Name).ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(field => field.Value)]));
}
