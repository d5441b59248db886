using Integration.Learning.Activities;

namespace Integration.Tests.Learning.Activities;

public sealed class ActivityDatesTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 6, 21, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-06T21:00:00Z")]
    [InlineData("2026-03-06T14:00:00-07:00")]
    [InlineData("2026-03-06T21:00:00.000+00:00")]
    public void A_time_with_a_zone_is_taken_from_the_launch(string text)
        => Assert.Equal(Due, ActivityDates.Read(new Dictionary<string, string> { ["due"] = text }).Due);

    [Theory]
    [InlineData("$ResourceLink.submission.endDateTime")]
    [InlineData("$resourcelink.submission.enddatetime")]
    [InlineData("")]
    [InlineData("2026-03-06")]
    [InlineData("2026-03-06T21:00:00")]
    [InlineData("soon")]
    public void What_came_back_as_it_went_or_names_no_moment_is_no_date(string text)
        => Assert.Equal(ActivityDates.None, ActivityDates.Read(new Dictionary<string, string> { ["due"] = text, ["closes"] = text, ["due_own"] = text }));

    [Fact]
    public void A_persons_own_dates_stand_over_those_of_the_link_and_these_over_the_activitys()
    {
        var launch = ActivityDates.Read(new Dictionary<string, string>
        {
            ["due"] = "2026-03-06T21:00:00Z",
            ["due_own"] = "2026-03-09T21:00:00Z",
            ["closes_own"] = "$ResourceLink.available.user.endDateTime",
        });

        Assert.Equal(new ActivityDates(Due.AddDays(3), Due.AddDays(9)), launch.Over(new ActivityDates(Due, Due.AddDays(9))));
    }

    [Theory]
    [InlineData(-49, false, false)]
    [InlineData(-47, true, false)]
    [InlineData(0, false, false)]
    [InlineData(0.25, false, false)]
    [InlineData(0.26, false, true)]
    public void Soon_and_late_begin_where_they_should(double hoursAfter, bool isSoon, bool isPast)
    {
        var (dates, now) = (new ActivityDates(Due, null), Due.AddHours(hoursAfter));

        Assert.Equal((isSoon, isPast), (dates.IsDueSoonAt(now), dates.IsPastDueAt(now)));
        Assert.False(ActivityDates.None.IsDueSoonAt(now) || ActivityDates.None.IsPastDueAt(now) || ActivityDates.None.IsClosedAt(now));
    }

    [Fact]
    public void A_placed_link_asks_the_lms_for_its_dates()
        => Assert.All(ActivityDates.Asked, value => Assert.Equal(value.Value, ActivityCustom.Write(Shipped)[value.Key]));

    private static ActivityDefinition Shipped => ActivityCustom.Build(TemplateCatalog.Shipped.Find("science-lab")!, Integration.Learning.GradeBand.Grades68, "a1", 1);
}
