using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>Objects of either version, clean or not, become one internal form.</summary>
public sealed class RecordTests
{
    private const string User11 = """
        {"sourcedId":"u/1 +={}","status":"active","dateLastModified":"2026-11-01T10:00:00.000Z","username":"mnunez","enabledUser":"true","givenName":"María José",
         "familyName":"Núñez O'Brien","middleName":"L","role":"student","orgs":[{"href":"a","sourcedId":"s1","type":"org"},{"href":"b","sourcedId":"s2","type":"school"}],
         "userIds":[{"type":"FED","identifier":"F-1"}],"identifier":"1001","email":"mnunez@school.example","grades":["09"],"sms":"555-0100","phone":"555-0101","password":"hunter2"}
        """;

    private const string User12 = """
        {"sourcedId":"u/1 +={}","status":"active","dateLastModified":"2026-11-01T10:00:00.000Z","username":"mnunez","enabledUser":"true","givenName":"María José",
         "familyName":"Núñez O'Brien","middleName":"L","roles":[{"roleType":"primary","role":"student","org":{"href":"a","sourcedId":"s1","type":"org"}},
         {"roleType":"secondary","role":"student","org":{"href":"b","sourcedId":"s2","type":"org"}}],
         "userIds":[{"type":"FED","identifier":"F-1"}],"identifier":"1001","email":"mnunez@school.example","grades":["09"],"sms":"555-0100","phone":"555-0101","password":"hunter2",
         "userProfiles":[{"profileId":"p","credentials":[{"type":"x","username":"y","password":"hunter2"}]}],"metadata":{"ssn":"000-00-0000"}}
        """;

    [Fact]
    public async Task A_person_of_1_1_and_of_1_2_is_the_same_person()
    {
        var old = await OneAsync<User>(RosterCollection.Users, User11);
        var now = await OneAsync<User>(RosterCollection.Users, User12);

        Assert.Equivalent(old, now, strict: true);
        Assert.Equal([new UserRole("student", new SourcedId("s1"), true, null, null), new UserRole("student", new SourcedId("s2"), false, null, null)], now.Roles);
        Assert.Equal(("u/1 +={}", "María José", "Núñez O'Brien"), (now.SourcedId.Value, now.GivenName, now.FamilyName));
        Assert.Equal([new UserId("FED", "F-1")], now.UserIds);
    }

    [Fact]
    public async Task Passwords_credentials_and_telephone_numbers_are_nowhere_in_the_form()
    {
        var user = await OneAsync<User>(RosterCollection.Users, User12);

        var everything = System.Text.Json.JsonSerializer.Serialize(user);

        Assert.Contains("mnunez", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("555-", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("000-00", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_of_1_2_keep_their_org_their_words_and_their_days()
    {
        var user = await OneAsync<User>(RosterCollection.Users, """
            {"sourcedId":"u1","givenName":"G","familyName":"F","enabledUser":false,"preferredFirstName":"Gee","preferredLastName":"Eff","userMasterIdentifier":"M1",
             "primaryOrg":{"sourcedId":"s9"},"roles":[{"roleType":"Primary","role":"ext:coach","org":"s1","beginDate":"2026-08-01","endDate":"2027-06-30T00:00:00.000Z","userProfile":"x"},
             {"roleType":"secondary","role":"teacher"},{"roleType":"primary"}]}
            """);

        Assert.Equal(
            [new UserRole("ext:coach", new SourcedId("s1"), true, new DateOnly(2026, 8, 1), new DateOnly(2027, 6, 30)), new UserRole("teacher", null, false, null, null)],
            user.Roles);
        Assert.Equal((false, "Gee", "Eff", "M1", "s9"), (user.EnabledUser, user.PreferredGivenName, user.PreferredFamilyName, user.UserMasterIdentifier, user.PrimaryOrg?.Value));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"True\"", true)]
    [InlineData("\"FALSE\"", false)]
    [InlineData("0", false)]
    [InlineData("\"1\"", true)]
    [InlineData("null", true)]
    [InlineData("\"perhaps\"", true)]
    public async Task Yes_and_no_come_in_many_forms(string written, bool enabled)
    {
        var user = await OneAsync<User>(RosterCollection.Users, $$"""{"sourcedId":"u1","enabledUser":{{written}}}""");

        Assert.Equal(enabled, user.EnabledUser);
    }

    [Theory]
    [InlineData("active", false)]
    [InlineData("Active", false)]
    [InlineData("tobedeleted", true)]
    [InlineData("ToBeDeleted", true)]
    [InlineData("inactive", true)]
    [InlineData("", false)]
    public async Task A_record_that_has_ended_says_so_in_the_word_of_its_time(string status, bool ended)
    {
        var org = await OneAsync<Org>(RosterCollection.Orgs, $$"""{"sourcedId":"o1","status":"{{status}}","name":"N","type":"school"}""");

        Assert.Equal(ended, org.ToBeDeleted);
    }

    [Theory]
    [InlineData("2026-11-01T10:00:00.000Z", "2026-11-01T10:00:00.0000000Z")]
    [InlineData("2026-11-01T10:00:00.849+0", "2026-11-01T10:00:00.8490000Z")]
    [InlineData("2026-11-01T10:00:00+00:00", "2026-11-01T10:00:00.0000000Z")]
    [InlineData("2026-11-01T10:00:00.1234567-0500", "2026-11-01T15:00:00.1234567Z")]
    [InlineData("2026-11-01T10:00:00.1+05:30", "2026-11-01T04:30:00.1000000Z")]
    [InlineData("2026-11-01 10:00", "2026-11-01T10:00:00.0000000Z")]
    [InlineData("2026-11-01", "2026-11-01T00:00:00.0000000Z")]
    [InlineData("0001-01-01T00:00:00", null)]
    [InlineData("9999-12-31T23:59:59-11", null)]
    [InlineData("2026-11-01T10:00:00+99", null)]
    [InlineData("2026-11-01T25:00:00Z", null)]
    [InlineData("yesterday", null)]
    public async Task The_time_of_a_change_is_read_in_whatever_way_it_is_written(string written, string? read)
    {
        var org = await OneAsync<Org>(RosterCollection.Orgs, $$"""{"sourcedId":"o1","dateLastModified":"{{written}}","name":"N","type":"school"}""");

        Assert.Equal(read, org.DateLastModified?.UtcDateTime.ToString("O"));
    }

    [Theory]
    [InlineData("\"2026-08-15\"", 15)]
    [InlineData("\"2026-08-15T00:00:00.000Z\"", 15)]
    [InlineData("\"2026-08-15T23:59:59.9999999-07:00\"", 15)]
    [InlineData("\"0001-01-01T00:00:00\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public async Task A_day_is_the_day_as_written(string written, int? day)
    {
        var (records, warnings) = await ReadAsync(RosterCollection.AcademicSessions, $$"""{"sourcedId":"t1","title":"T","type":"term","startDate":{{written}},"schoolYear":2027}""");

        var session = Assert.IsType<AcademicSession>(Assert.Single(records));
        Assert.Equal(day is { } known ? new DateOnly(2026, 8, known) : null, session.StartDate);
        Assert.Equal("2027", session.SchoolYear);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_day_that_is_none_is_said_by_field_and_id()
    {
        var (records, warnings) = await ReadAsync(RosterCollection.Enrollments, """{"sourcedId":"e1","user":{"sourcedId":"u1"},"class":{"sourcedId":"c1"},"role":"student","endDate":"31/12/2026"}""");

        var warning = Assert.Single(warnings);
        Assert.Null(Assert.IsType<Enrollment>(Assert.Single(records)).EndDate);
        Assert.Equal(("OR2107", "e1", true), (warning.Code, warning.Id, warning.Sentence.StartsWith("endDate ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lone_values_nulls_and_bare_ids_stand_where_lists_and_references_are_due()
    {
        var @class = await OneAsync<Class>(RosterCollection.Classes, """
            {"sourcedId":77,"title":1984,"course":{"href":"~/ims/oneroster/v1p1/courses/co1","sourcedId":"co1","type":"course"},"school":"s1",
             "terms":{"sourcedId":"t1"},"grades":9,"subjects":null,"periods":["1","",null,"2"],"resources":["r1"],"unheardOf":{"a":[{"b":1}]},"classType":"Scheduled"}
            """);

        Assert.Equal(("77", "1984", "co1", "s1", "Scheduled"), (@class.SourcedId.Value, @class.Title, @class.Course?.Value, @class.School?.Value, @class.ClassType));
        Assert.Equal([new SourcedId("t1")], @class.Terms);
        Assert.Equal(["09"], @class.Grades);
        Assert.Empty(@class.Subjects);
        Assert.Equal(["1", "2"], @class.Periods);
    }

    [Fact]
    public async Task A_course_with_orgs_has_the_first_of_them()
    {
        var course = await OneAsync<Course>(RosterCollection.Courses, """{"sourcedId":"co1","title":"Algebra","courseCode":"ALG","orgs":[{"sourcedId":"s1"},{"sourcedId":"s2"}],"schoolYear":{"sourcedId":"y1"}}""");

        Assert.Equal(("ALG", "s1", "y1"), (course.CourseCode, course.Org?.Value, course.SchoolYear?.Value));
    }

    [Fact]
    public async Task An_org_with_nulls_is_an_org()
    {
        var org = await OneAsync<Org>(RosterCollection.Orgs, """{"name":"Eagle District","type":"district","identifier":null,"parent":null,"children":[{"href":"~/orgs/894","sourcedId":"894","type":"org"}],"sourcedId":"0","metadata":null}""");

        Assert.Equal(("0", "Eagle District", null, null), (org.SourcedId.Value, org.Name, org.Identifier, org.Parent));
    }

    [Theory]
    [InlineData("""{"sourcedId":"e1","class":{"sourcedId":"c1"},"role":"student"}""", "user")]
    [InlineData("""{"sourcedId":"e1","user":{"href":"x"},"class":{"sourcedId":"c1"},"role":"student"}""", "user")]
    [InlineData("""{"sourcedId":"e1","user":{"sourcedId":"u1"},"role":"student"}""", "class")]
    [InlineData("""{"sourcedId":"e1","user":{"sourcedId":"u1"},"class":{"sourcedId":"c1"}}""", "role")]
    public async Task An_enrollment_of_nobody_or_nowhere_is_left_out(string enrollment, string member)
    {
        var (records, warnings) = await ReadAsync(RosterCollection.Enrollments, enrollment);

        Assert.Empty(records);
        Assert.Equal(("OR2105", "e1", $"A record without {member} says nothing and was left out."), (warnings.Single().Code, warnings.Single().Id, warnings.Single().Sentence));
    }

    [Theory]
    [InlineData(RosterCollection.Orgs)]
    [InlineData(RosterCollection.AcademicSessions)]
    [InlineData(RosterCollection.Courses)]
    [InlineData(RosterCollection.Classes)]
    [InlineData(RosterCollection.Users)]
    [InlineData(RosterCollection.Enrollments)]
    public async Task A_record_that_has_ended_may_hold_its_id_alone(RosterCollection collection)
    {
        var (records, warnings) = await ReadAsync(collection, """{"sourcedId":"x1","status":"tobedeleted"}""");

        Assert.Equal(("x1", true, collection), (records.Single().SourcedId.Value, records.Single().ToBeDeleted, records.Single().Collection));
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task An_enrollment_keeps_what_it_says()
    {
        var enrollment = await OneAsync<Enrollment>(
            RosterCollection.Enrollments,
            """{"sourcedId":"e1","user":{"sourcedId":"u1","type":"student"},"class":{"sourcedId":"c1"},"school":{"sourcedId":"s1"},"role":"teacher","primary":"TRUE","beginDate":"2026-08-15","endDate":"2026-12-20"}""");

        Assert.Equal(("u1", "c1", "s1", "teacher", true), (enrollment.User.Value, enrollment.Class.Value, enrollment.School?.Value, enrollment.Role, enrollment.Primary));
        Assert.Equal((new DateOnly(2026, 8, 15), new DateOnly(2026, 12, 20)), (enrollment.BeginDate, enrollment.EndDate));
    }

    [Fact]
    public async Task What_a_record_lacks_is_said_and_the_record_is_kept()
    {
        var (records, warnings) = await ReadAsync(RosterCollection.Users, """{"sourcedId":"u1","familyName":"F"}""");

        Assert.Single(records);
        Assert.Equal([("OR2106", "givenName"), ("OR2106", "role")], warnings.Select(warning => (warning.Code, warning.Sentence.Split(' ')[0])));
    }

    private static async Task<T> OneAsync<T>(RosterCollection collection, string json)
        where T : RosterRecord => Assert.IsType<T>(Assert.Single((await ReadAsync(collection, json)).Records));

    private static async Task<(IReadOnlyList<RosterRecord> Records, IReadOnlyList<RosterWarning> Warnings)> ReadAsync(RosterCollection collection, string json)
    {
        await using var world = await SisWorld.StartAsync();
        world.Sis.Records[ScriptedSis.Collections[(int)collection]] = [json];
        world.Sis.SaysTotal = true;
        var read = await world.ReadAsync(collection);
        Assert.Null(read.Fault);
        return (read.Pages[0].Records, read.Pages[0].Warnings);
    }
}
