using System.Globalization;
using System.Text.Json;

namespace Integration.Bench.Launches;

/// <summary>Who launches: several classes of 30 students each, one placed link per class, a third of the students in Spanish. All of them invented.</summary>
internal sealed class Audience(string issuer, Uri tool, Uri platform, TimeProvider clock)
{
    internal const string ClientId = "bench";
    internal const string Deployment = "1";
    internal const int Students = 30;

    private const int TokenSeconds = 300;

    // Launches walk through the classes, as they do when several lessons begin at one bell.
    private int next = -1;

    internal static int Everyone => Classes * Students;

    private const int Classes = 8;

    internal Student Next()
    {
        var turn = (int)((uint)Interlocked.Increment(ref next) % (uint)Everyone);
        return new Student(turn % Classes, turn / Classes);
    }

    /// <summary>The claims an LMS sends with a resource link launch, about as many as the large ones do.</summary>
    internal byte[] Claims(Student student, string nonce)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var course = string.Create(CultureInfo.InvariantCulture, $"course-{student.Class}");
        var services = new Uri(platform, $"/courses/{course}/").AbsoluteUri;
        return JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = issuer,
            ["aud"] = ClientId,
            ["azp"] = ClientId,
            ["sub"] = student.Subject,
            ["iat"] = now,
            ["exp"] = now + TokenSeconds,
            ["nonce"] = nonce,
            ["name"] = student.Name,
            ["given_name"] = student.GivenName,
            ["family_name"] = Student.FamilyName,
            ["email"] = student.Subject + "@school.example",
            ["locale"] = student.Language,
            ["https://purl.imsglobal.org/spec/lti/claim/message_type"] = "LtiResourceLinkRequest",
            ["https://purl.imsglobal.org/spec/lti/claim/version"] = "1.3.0",
            ["https://purl.imsglobal.org/spec/lti/claim/deployment_id"] = Deployment,
            ["https://purl.imsglobal.org/spec/lti/claim/target_link_uri"] = new Uri(tool, "/lti/launch").AbsoluteUri,
            ["https://purl.imsglobal.org/spec/lti/claim/roles"] = (string[])
            [
                "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student",
                "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner",
                "http://purl.imsglobal.org/vocab/lis/v2/system/person#User",
            ],
            ["https://purl.imsglobal.org/spec/lti/claim/context"] = new
            {
                id = course,
                label = course,
                title = "Science, group " + student.Class.ToString(CultureInfo.InvariantCulture),
                type = (string[])["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
            },
            ["https://purl.imsglobal.org/spec/lti/claim/resource_link"] = new { id = course + "-link", title = "Exit check", description = "At the end of the lesson" },
            ["https://purl.imsglobal.org/spec/lti/claim/tool_platform"] = new
            {
                guid = "bench",
                name = "Bench school",
                product_family_code = "bench",
                version = "1",
            },
            ["https://purl.imsglobal.org/spec/lti/claim/launch_presentation"] = new
            {
                document_target = "iframe",
                return_url = services + "return",
                locale = student.Language,
                width = 1000,
                height = 800,
            },
            ["https://purl.imsglobal.org/spec/lti/claim/lis"] = new { person_sourcedid = student.Subject, course_section_sourcedid = course },
            ["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = new
            {
                scope = (string[])
                [
                    "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
                    "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
                    "https://purl.imsglobal.org/spec/lti-ags/scope/score",
                ],
                lineitems = services + "lineitems",
                lineitem = services + "lineitems/1",
            },
            ["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] = new
            {
                context_memberships_url = services + "members",
                service_versions = (string[])["2.0"],
            },
            ["https://purl.imsglobal.org/spec/lti/claim/custom"] = new Dictionary<string, string>
            {
                ["activity"] = course + "-exit",
                ["version"] = "1",
                ["template"] = "exit-check-i-can",
                ["band"] = "6-8",
                ["elements"] = "LL.3,LD.2",
                ["mode"] = "completion",
                ["points"] = "5",
            },
        });
    }
}

/// <summary>One of the 30 of a class.</summary>
internal readonly record struct Student(int Class, int Seat)
{
    internal const string FamilyName = "Example";

    internal string Subject => string.Create(CultureInfo.InvariantCulture, $"student-{Class}-{Seat}");

    internal string GivenName => string.Create(CultureInfo.InvariantCulture, $"Student {Class}.{Seat}");

    internal string Name => $"{GivenName} {FamilyName}";

    internal string Language => Seat % 3 == 0 ? "es" : "en";
}
