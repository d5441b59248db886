using System.Text.Json;
using Integration.Lti;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;

namespace Integration.Tests.Lti.Launch;

/// <summary>Reads claims, those of a real Moodle 4.5 among them.</summary>
public sealed class LaunchClaimsTests
{
    private static readonly LtiToolOptions Tool = new() { PublicUrl = new Uri("http://127.0.0.1:9099") };

    private static readonly Registration Moodle = new()
    {
        Id = new RegistrationId("moodle"),
        Issuer = "http://127.0.0.1:8089",
        ClientId = "xw2FY94MMKfkkbo",
        AuthorizationEndpoint = new Uri("http://127.0.0.1:8089/mod/lti/auth.php"),
        TokenEndpoint = new Uri("http://127.0.0.1:8089/mod/lti/token.php"),
        JwksUri = new Uri("http://127.0.0.1:8089/mod/lti/certs.php"),
        TokenAudience = "http://127.0.0.1:8089/mod/lti/token.php",
    };

    [Fact]
    public void A_student_of_moodle_is_read()
    {
        var launch = Read(Sample("id_token-student"));

        Assert.Equal("1", launch.DeploymentId);
        Assert.Equal("5", launch.Subject);
        Assert.Equal(CourseRole.Learner, launch.Roles.Course);
        Assert.Equal(new ResourceLink("1", "Exit ticket 1", null), launch.ResourceLink);
        Assert.Equal(("2", "BIO9", "Biology 9"), (launch.Context!.Id, launch.Context.Label, launch.Context.Title));
        Assert.Equal(["CourseSection"], launch.Context.Types);
        Assert.Equal(new Uri("http://127.0.0.1:8089/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1"), launch.Grades!.LineItem);
        Assert.Equal(4, launch.Grades.Scopes.Count);
        Assert.Equal("/mod/lti/services.php/CourseSection/2/bindings/1/memberships", launch.Roster!.ContextMembershipsUrl.AbsolutePath);
        Assert.Equal("iframe", launch.Presentation!.DocumentTarget);
        Assert.Equal("127.0.0.1", launch.Presentation.ReturnUrl!.Host);
        Assert.Equal("moodle", launch.Platform!.ProductFamilyCode);
        Assert.Equal(new PersonName("Maja Andersson", "Maja", "Andersson"), launch.Name);
        Assert.Equal("en", launch.Locale);
        Assert.Equal(new LisIds("SIS-01", null, null), launch.Lis);
    }

    [Fact]
    public void Empty_values_and_unresolved_variables_read_as_missing()
    {
        var launch = Read(Sample("id_token-teacher"));

        Assert.Equal(CourseRole.Instructor, launch.Roles.Course);
        Assert.Null(launch.Lis);
        Assert.Equal("hello", launch.Custom["PLAIN"]);
        Assert.DoesNotContain("unknown", launch.Custom.Keys);
        Assert.DoesNotContain("due", launch.Custom.Keys);
        Assert.DoesNotContain("groups", launch.Custom.Keys);
    }

    [Fact]
    public void An_ungraded_link_of_moodle_has_line_items_but_no_line_item()
    {
        var launch = Read(Sample("id_token-student-ungraded-link"));

        Assert.NotNull(launch.Grades!.LineItems);
        Assert.Null(launch.Grades.LineItem);
        Assert.Equal("王", launch.Name.Family);
    }

    [Fact]
    public void An_item_picked_in_the_tool_brings_its_custom_values_back()
        => Assert.Equal("42", Read(Sample("id_token-student-deep-linked-item")).Custom["item"]);

    [Fact]
    public void A_deep_linking_request_of_moodle_is_read()
    {
        var launch = Read(Sample("id_token-deep-linking-request"));

        Assert.Equal(LtiMessageType.DeepLinking, launch.MessageType);
        Assert.Null(launch.ResourceLink);
        Assert.Equal(["ltiResourceLink"], launch.DeepLinking!.AcceptTypes);
        Assert.True(launch.DeepLinking.AcceptMultiple);
        Assert.Equal("127.0.0.1", launch.DeepLinking.ReturnUrl.Host);
        Assert.DoesNotContain("link_id", launch.Custom.Keys);
    }

    [Theory]
    [InlineData("""{"n":5,"yes":true,"list":[1,2],"object":{"a":1}}""", "n=5;yes=true;list=[1,2];object={\"a\":1}")]
    [InlineData("""{"nothing":null,"empty":"","blank":" ","var":"$Person.name.full","nodot":"$Nope"}""", "")]
    [InlineData("""{"price":"$5 a month","sign":"$","words":"$Person name"}""", "price=$5 a month;sign=$;words=$Person name")]
    [InlineData("""{"half":"\ud83d","Key":"first","key":"second"}""", "Key=first")]
    public void Custom_values_of_any_type_become_text(string custom, string expected)
    {
        using var document = JsonDocument.Parse(custom);

        var texts = new ClaimSet(document.RootElement).ToTexts();

        Assert.Equal(expected, string.Join(';', texts.Select(text => $"{text.Key}={text.Value}")));
    }

    [Theory]
    [InlineData("""{"service_versions":["1.0"],"platform_notification_service_url":"https://lms.example.org/n","notice_types_supported":["LtiContextCopyNotice","LtiHelloWorldNotice"]}""", "https://lms.example.org/n LtiContextCopyNotice,LtiHelloWorldNotice")]
    [InlineData("""{"platform_notification_service_url":"https://lms.example.org/n"}""", "https://lms.example.org/n ")]
    [InlineData("""{"service_versions":["2.0"],"platform_notification_service_url":"https://lms.example.org/n"}""", null)]
    [InlineData("""{"service_versions":["1.0"],"platform_notification_service_url":"ftp://lms.example.org/n"}""", null)]
    [InlineData("""{"service_versions":["1.0"]}""", null)]
    [InlineData("7", null)]
    public void A_notification_service_is_read_where_it_is_one_we_speak(string claim, string? expected)
    {
        var offered = Sample("id_token-student").Trim();
        var notices = Read($"{offered[..^1]},\"https://purl.imsglobal.org/spec/lti/claim/platformnotificationservice\":{claim}}}").Notices;

        Assert.Equal(expected, notices is null ? null : $"{notices.Address} {string.Join(',', notices.Types)}");
    }

    [Theory]
    [InlineData("en_US", "en-US")]
    [InlineData("es", "es")]
    [InlineData("zh-Hant-TW", "zh-Hant-TW")]
    [InlineData("<script>", null)]
    [InlineData("x", null)]
    [InlineData("12", null)]
    public void A_locale_is_a_language_tag_or_nothing(string sent, string? expected)
        => Assert.Equal(expected, Read(Sample("id_token-student").Replace("\"locale\": \"en\"", $"\"locale\": \"{sent}\"", StringComparison.Ordinal)).Locale);

    private static string Sample(string name) => RepositoryFiles.Read("tests", "Lti", "Samples", $"moodle-4.5-{name}.json");

    private static LtiLaunch Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.True(LaunchClaims.Read(new ClaimSet(document.RootElement), Moodle, Tool).TryGetValue(out var launch, out var fault), fault?.Kind.Code);
        return launch;
    }
}
