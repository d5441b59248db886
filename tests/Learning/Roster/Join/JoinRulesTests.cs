using Integration.Learning.Roster.Join;

namespace Integration.Tests.Learning.Roster.Join;

/// <summary>Who of a roster somebody is: by a district's rule, and never by a guess.</summary>
public sealed class JoinRulesTests
{
    private static readonly SisPerson Ines = new("sis", "stu-88", "1001", "ialder", "m-7", [new SisUserId("LASID", "L-88")]);
    private static readonly SisPerson InesAtHerOtherSchool = new("sis", "stu-88/b", "1001", "ialder2", null, []);
    private static readonly SisPerson Tomas = new("sis", "stu-90", "1002", "tvega", null, [new SisUserId("LASID", "L-90")]);
    private static readonly IReadOnlyList<SisPerson> Everyone = [Ines, InesAtHerOtherSchool, Tomas];

    [Theory]
    [InlineData("sourcedId", "stu-90")]
    [InlineData("identifier", "1002")]
    [InlineData("userId:lasid", " l-90 ")]
    [InlineData("username", "TVEGA")]
    [InlineData("sourcedId,identifier", "1002")]
    public void A_person_is_found_by_each_term(string terms, string id)
    {
        var join = JoinRules.Find(Rule(terms), new LmsIds([id], [id]), Everyone);

        Assert.Equal([Tomas], join.Users);
        Assert.Null(join.Gap);
    }

    [Fact]
    public void A_sourcedId_is_exact()
    {
        var join = JoinRules.Find(Rule("sourcedId"), new LmsIds(["STU-90"], []), Everyone);

        Assert.Equal(JoinGap.NotFound, join.Gap);
    }

    [Fact]
    public void Every_row_of_one_human_is_kept()
    {
        var join = JoinRules.Find(Rule("sourcedId"), new LmsIds(["stu-88"], []), Everyone);

        Assert.Equal([Ines, InesAtHerOtherSchool], join.Users);
    }

    [Fact]
    public void Rows_hang_together_through_others()
    {
        var third = Tomas with { SourcedId = "stu-91", Identifier = "9", Master = "m-7" };

        var join = JoinRules.Find(Rule("sourcedId"), new LmsIds(["stu-88/b"], []), [Ines, InesAtHerOtherSchool, third]);

        Assert.Equal(["stu-88", "stu-88/b", "stu-91"], join.Users.Select(user => user.SourcedId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Two_people_with_one_value_are_nobody()
    {
        var twin = Tomas with { SourcedId = "stu-92", Identifier = "1003", UserIds = [] };

        var join = JoinRules.Find(Rule("username,identifier"), new LmsIds(["1002"], ["tvega"]), [Tomas, twin]);

        Assert.Equal((JoinGap.Ambiguous, 0), (join.Gap, join.Users.Count));
    }

    [Fact]
    public void The_same_id_in_two_sources_is_two_people()
    {
        var join = JoinRules.Find(Rule("sourcedId"), new LmsIds(["stu-90"], []), [Tomas, Tomas with { Source = "other" }]);

        Assert.Equal(JoinGap.Ambiguous, join.Gap);
    }

    [Fact]
    public void Who_comes_without_an_id_is_said_to()
    {
        Assert.Equal(JoinGap.NoIds, JoinRules.Find(Rule("sourcedId"), new LmsIds([], []), Everyone).Gap);
    }

    [Fact]
    public void An_email_address_is_no_term()
    {
        Assert.False(JoinRule.TryParse("email", "sourcedId", out _, out var problem));
        Assert.Equal("email", problem);
        Assert.False(JoinRule.TryParse("", "sourcedId", out _, out _));
        Assert.False(JoinRule.TryParse("sourcedId", "title", out _, out problem));
        Assert.Equal("title", problem);
    }

    [Fact]
    public void A_rule_is_written_as_it_is_read()
    {
        Assert.True(JoinRule.TryParse(" sourcedId, userId:LASID,username", "courseSourcedId,classCode", out var rule, out _));

        Assert.Equal(("sourcedId,userId:LASID,username", "courseSourcedId,classCode"), (rule.PersonWords, rule.ClassWords));
    }

    [Fact]
    public void A_course_holds_every_section_that_the_first_fitting_term_finds()
    {
        SisClass one = new("sis", "sec-1", "Science, period 2", "SCI-7-2", "crs-7"), two = new("sis", "sec-2", "Science, period 3", "SCI-7-3", "crs-7");

        Assert.Equal([one, two], JoinRules.FindClasses([ClassTerm.SourcedId], ["sec-1", "sec-2", "sec-9"], null, [one, two]));
        Assert.Equal([two], JoinRules.FindClasses([ClassTerm.SourcedId, ClassTerm.ClassCode], ["x"], "SCI-7-3", [one, two]));
        Assert.Equal([one, two], JoinRules.FindClasses([ClassTerm.CourseSourcedId], ["crs-7"], null, [one, two]));
        Assert.Empty(JoinRules.FindClasses([ClassTerm.SourcedId], ["crs-7"], "SCI-7-3", [one, two]));
    }

    [Fact]
    public void What_a_teacher_may_have_written_into_a_link_is_not_signed()
    {
        var facts = new SisFacts(null, "tea-1", "mokafor", null, null);

        Assert.True(LmsIds.SignedOf(facts, listed: null).IsEmpty);
        Assert.Equal(["stu-1"], LmsIds.SignedOf(facts with { Person = "stu-1" }, "stu-1").SisIds);
        Assert.Equal(["tea-1", "mokafor"], LmsIds.Of(facts, listed: null).Usernames);
    }

    private static IReadOnlyList<PersonTerm> Rule(string person)
        => JoinRule.TryParse(person, "sourcedId", out var rule, out var problem) ? rule.Person : throw new FormatException(problem);
}
