using Integration.Learning;
using Integration.Learning.Activities;
using Integration.Learning.Widgets.Reflect;
using Integration.Tests.Learning.Widgets.Reflect.Answering;

namespace Integration.Tests.Learning.Widgets.Reflect;

/// <summary>What must be put right before a work can be sent: one code for each thing.</summary>
public sealed class ReflectRulesTests
{
    private static readonly ActivityDefinition Rubric = Of("single-point-rubric", GradeBand.Grades68);
    private static readonly string First = Rubric.Criteria[0].Id;

    [Fact]
    public void A_whole_work_has_nothing_to_put_right() => Assert.Empty(ReflectRules.Check(Rubric, Whole()));

    [Theory]
    [InlineData("seen", "", "WID1101")]
    [InlineData("rate.1", "", "WID1102")]
    [InlineData("rate.1", "5", "WID1107")]
    [InlineData("rate.1", "0", "WID1107")]
    [InlineData("proof.1", "too short", "WID1103")]
    [InlineData("proof.1", "http://example.org/mine", "WID1103")]
    [InlineData("tried", "nothing-at-all", "WID1107")]
    [InlineData("next", "go", "WID1106")]
    public void Each_thing_that_is_missing_or_wrong_has_its_code(string field, string value, string code)
    {
        var name = field.Replace(".1", "." + First, StringComparison.Ordinal);

        var findings = ReflectRules.Check(Rubric, Whole((name, value)));

        Assert.Equal(new ReflectFinding(name, code), Assert.Single(findings));
    }

    [Theory]
    [InlineData("proof.1", 601)]
    [InlineData("next", 201)]
    [InlineData("notyet.1", 401)]
    public void A_text_that_is_too_long_is_to_be_shortened(string field, int length)
    {
        var name = field.Replace(".1", "." + First, StringComparison.Ordinal);

        Assert.Equal(new ReflectFinding(name, "WID1104"), Assert.Single(ReflectRules.Check(Rubric, Whole((name, new string('w', length))))));
    }

    [Fact]
    public void Being_stuck_nowhere_we_know_is_no_choice()
        => Assert.Equal(new ReflectFinding("stuck", "WID1107"), Assert.Single(ReflectRules.Check(Rubric, Whole(("stuck", "nowhere"), ("tried", "notes")))));

    [Theory]
    [InlineData("", true)]
    [InlineData("nothing", false)]
    [InlineData("notes", false)]
    public void Who_is_stuck_says_what_was_tried_or_that_nothing_was(string tried, bool isMissing)
    {
        var findings = ReflectRules.Check(Rubric, Whole(("stuck", "step"), ("tried", tried)));

        Assert.Equal(isMissing ? ["WID1105"] : Array.Empty<string>(), findings.Select(finding => finding.Code));
    }

    [Fact]
    public void The_youngest_point_to_a_picture_and_may_leave_the_next_step_empty()
    {
        var check = Of("exit-check-i-can", GradeBand.K2);
        var values = Values(check, [("next", ""), .. check.Criteria.Select(criterion => ($"proof.{criterion.Id}", "drawing"))]);

        Assert.Empty(ReflectRules.Check(check, values));
    }

    private static ActivityDefinition Of(string template, GradeBand band) => ActivityCustom.Build(TemplateCatalog.Shipped.Find(template)!, band, "a1", 1);

    private static Dictionary<string, string> Whole(params (string Name, string Value)[] changes) => Values(Rubric, changes);

    private static Dictionary<string, string> Values(ActivityDefinition activity, IReadOnlyList<(string Name, string Value)> changes)
    {
        var values = AnswerWorld.Complete(activity, "3").ToDictionary(field => field.Item1, field => field.Item2);
        foreach (var (name, value) in changes)
        {
            values[name] = value;
        }

        return values;
    }
}
