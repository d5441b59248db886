using System.Net;
using System.Text.Json;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Tests.Sandbox.Sis;

/// <summary>What the practice LMS says about people and courses leads to the rows of the practice SIS.</summary>
public sealed class LmsJoinTests(PracticeDistrict district) : IClassFixture<PracticeDistrict>
{
    private const string Lis = "https://purl.imsglobal.org/spec/lti/claim/lis";
    private static readonly ClassroomDistrict Roster = new([]);

    [Fact]
    public async Task A_launch_names_the_person_and_the_class_by_the_ids_of_the_SIS()
    {
        using var teacher = await district.BecomeAsync("t1");
        var (link, _) = await district.AddActivityAsync(teacher, "Joined");
        using var student = await district.BecomeAsync("s04");

        var lis = PracticeDistrict.Claims(await student.OpenActivityAsync(link)).GetProperty(Lis);

        var user = Assert.IsType<SisUser>(Roster.Find(SisCollection.Users, lis.GetProperty("person_sourcedid").GetString()!));
        var klass = Assert.IsType<SisClass>(Roster.Find(SisCollection.Classes, lis.GetProperty("course_section_sourcedid").GetString()!));
        Assert.Equal(("Santiago", "Ruiz Ortega", "Grade 7 Science, Period 2"), (user.GivenName, user.FamilyName, klass.Title));
        Assert.Contains(Roster.Live(SisCollection.Enrollments).Cast<SisEnrollment>(), e => e.User == user.SourcedId && e.Class == klass.SourcedId && e.Begin == new DateOnly(2026, 9, 28));
    }

    [Fact]
    public async Task The_members_of_a_course_are_the_enrolments_of_its_class_but_for_assistants_and_families()
    {
        var response = await district.CallAsync(HttpMethod.Get, "/lti/courses/c3/members?limit=100", "application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        var ids = body.GetProperty("members").EnumerateArray()
            .Select(m => m.TryGetProperty("lis_person_sourcedid", out var id) ? id.GetString() : null).ToList();

        var enrolled = Roster.Changed(SisCollection.Enrollments, DateTimeOffset.MinValue).Cast<SisEnrollment>().Where(e => e.Class == "bh-cls-401").Select(e => e.User).ToList();
        Assert.Equal(enrolled.Order(), ids.Where(id => id is not null && Roster.Find(SisCollection.Users, id) is not null).Order());
        Assert.Equal("bh-tch-0090", ids.Single(id => id is not null && Roster.Find(SisCollection.Users, id) is null));
        Assert.Contains(null, ids);
    }
}
