using Integration.Lti.Launch;

namespace Integration.Tests.Lti.Launch;

public sealed class RoleParserTests
{
    private const string Context = "http://purl.imsglobal.org/vocab/lis/v2/membership";
    private const string Institution = "http://purl.imsglobal.org/vocab/lis/v2/institution/person";
    private const string SystemWide = "http://purl.imsglobal.org/vocab/lis/v2/system/person";

    [Theory]
    [InlineData(CourseRole.None)]
    [InlineData(CourseRole.None, "")]
    [InlineData(CourseRole.None, "   ")]
    [InlineData(CourseRole.None, "http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper")]
    [InlineData(CourseRole.None, "http://attacker.example/membership#Instructor")]
    [InlineData(CourseRole.None, " " + Context + "#Instructor")]
    [InlineData(CourseRole.None, Context + "x#Instructor")]
    [InlineData(CourseRole.None, Context + "#InstructorX")]
    [InlineData(CourseRole.None, Context)]
    [InlineData(CourseRole.Instructor, Context + "#Instructor")]
    [InlineData(CourseRole.Instructor, Context + "#instructor")]
    [InlineData(CourseRole.Instructor, "Instructor")]
    [InlineData(CourseRole.Instructor, "urn:lti:role:ims/lis/Instructor")]
    [InlineData(CourseRole.Instructor, Context + "/Instructor#PrimaryInstructor")]
    [InlineData(CourseRole.Instructor, Context + "/Instructor#Lecturer", Context + "#Instructor")]
    [InlineData(CourseRole.Learner, Context + "#Learner")]
    [InlineData(CourseRole.Learner, "Learner")]
    [InlineData(CourseRole.Learner, "urn:lti:role:ims/lis/Learner")]
    [InlineData(CourseRole.Learner, "urn:lti:role:ims/lis/Learner/NonCreditLearner")]
    [InlineData(CourseRole.Learner, Context + "/Learner#Instructor")]
    [InlineData(CourseRole.Learner, Context + "/Learner#GuestLearner")]
    [InlineData(CourseRole.Mentor, Context + "#Mentor")]
    [InlineData(CourseRole.Mentor, Context + "/Mentor#Advisor")]
    [InlineData(CourseRole.Learner, Context + "#Mentor", Context + "#Learner")]
    [InlineData(CourseRole.ContentDeveloper, Context + "#ContentDeveloper")]
    [InlineData(CourseRole.TeachingAssistant, "TeachingAssistant")]
    [InlineData(CourseRole.TeachingAssistant, "urn:lti:role:ims/lis/TeachingAssistant")]
    [InlineData(CourseRole.TeachingAssistant, Context + "/Instructor#TeachingAssistant")]
    [InlineData(CourseRole.TeachingAssistant, Context + "/instructor#TeachingAssistant", Context + "#Instructor")]
    [InlineData(CourseRole.TeachingAssistant, Context + "#Instructor", Context + "/Instructor#TeachingAssistantSection")]
    [InlineData(CourseRole.TeachingAssistant, Context + "#Instructor", Context + "/Instructor#Grader")]
    [InlineData(CourseRole.Instructor, Context + "#Instructor", Context + "/Instructor#TeachingAssistant", Context + "/Instructor#PrimaryInstructor")]
    [InlineData(CourseRole.None, Context + "#Manager")]
    [InlineData(CourseRole.None, Context + "/Manager#Observer")]
    [InlineData(CourseRole.None, Context + "#Member")]
    [InlineData(CourseRole.None, Context + "#Officer")]
    [InlineData(CourseRole.None, Institution + "#Instructor")]
    [InlineData(CourseRole.None, Institution + "#Faculty")]
    [InlineData(CourseRole.Learner, Institution + "#Instructor", Context + "#Learner")]
    [InlineData(CourseRole.None, "urn:lti:instrole:ims/lis/Instructor")]
    [InlineData(CourseRole.None, "http://purl.imsglobal.org/vocab/lis/v2/person#None")]
    [InlineData(CourseRole.None, "http://purl.imsglobal.org/vocab/lis/v2/person#Instructor")]
    [InlineData(CourseRole.None, Context + "/Learner#Headmaster")]
    [InlineData(CourseRole.Learner, Context + "/Learner#Headmaster", Context + "#Learner")]
    [InlineData(CourseRole.None, "membership#Instructor")]
    [InlineData(CourseRole.None, "$Membership.role")]
    public void Course_rights_come_from_context_roles_alone(CourseRole expected, params string[] roles)
        => Assert.Equal(expected, RoleParser.Parse(roles).Course);

    [Theory]
    [InlineData(true, Institution + "#Administrator")]
    [InlineData(true, SystemWide + "#Administrator")]
    [InlineData(true, SystemWide + "#SysAdmin")]
    [InlineData(true, SystemWide + "#AccountAdmin")]
    [InlineData(true, "urn:lti:sysrole:ims/lis/SysAdmin")]
    [InlineData(true, "urn:lti:instrole:ims/lis/Administrator")]
    [InlineData(true, Context + "#Administrator")]
    [InlineData(true, "Administrator")]
    [InlineData(false, SystemWide + "#User")]
    [InlineData(false, SystemWide + "#SysSupport")]
    [InlineData(false, Institution + "#Staff")]
    [InlineData(false, Context + "#Instructor")]
    public void An_administrator_is_known_and_gets_no_right_in_the_course(bool expected, string role)
    {
        var roles = RoleParser.Parse([role]);

        Assert.Equal(expected, roles.IsAdministrator);
        Assert.True(!expected || roles.Course == CourseRole.None);
    }

    [Fact]
    public void The_student_view_of_a_teacher_is_a_learner_and_a_test_user()
    {
        var roles = RoleParser.Parse([Context + "#Learner", "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"]);

        Assert.Equal(new LtiRoles(CourseRole.Learner, IsTestUser: true, IsAdministrator: false), roles);
    }

    [Theory]
    [InlineData(CourseRole.Mentor, Context + "#Mentor")]
    [InlineData(CourseRole.Learner, Context + "/Mentor#Tutor", Context + "#Learner")]
    public void A_mentor_is_known_whatever_else_the_person_is(CourseRole expected, params string[] roles)
        => Assert.Equal((expected, true), (RoleParser.Parse(roles).Course, RoleParser.Parse(roles).IsMentor));

    [Fact]
    public void Nothing_outside_a_course_gives_a_right_in_it()
    {
        string[] inCourses = ["http://purl.imsglobal.org/vocab/lis/v2/membership", "urn:lti:role:ims/lis/"];

        var outside = RoleVocabulary.Spellings.Where(spelling => spelling.Contains(':', StringComparison.Ordinal) && !inCourses.Any(course => spelling.StartsWith(course, StringComparison.Ordinal))).ToList();

        Assert.Equal(1 + (2 * 7) + (2 * 14) + 19, outside.Count); // LTI, system and institution in two spellings each, deprecated
        Assert.All(outside, role => Assert.Equal(CourseRole.None, RoleParser.Parse([role]).Course));
    }

    [Fact]
    public void Every_role_of_the_vocabulary_means_the_same_in_capitals_and_in_small_letters()
        => Assert.All(RoleVocabulary.Spellings, role => Assert.Equal(RoleParser.Parse([role]), RoleParser.Parse([role.ToUpperInvariant()])));
}
