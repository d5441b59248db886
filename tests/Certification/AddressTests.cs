using System.Net;
using System.Text.Json.Nodes;

namespace Integration.Tests.Certification;

/// <summary>Addresses of launches and registrations whose hosts are written in letters that no header holds, at the whole tool over HTTP.</summary>
public sealed class AddressTests(WholeTool tool) : IClassFixture<WholeTool>
{
    private const string Lti = "https://purl.imsglobal.org/spec/lti/claim/";
    private const string DeepLinkingSettings = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

    [Theory]
    [InlineData("http://127.0.0.1\u540D\u524D", "http://127.0.0.xn--1-xg8as7c")]
    [InlineData("https://evil.example\U0001F600", "https://evil.xn--example-ep25f")]
    [InlineData("https://escuela.\u00F1and\u00FA.example:8443/volver", "https://escuela.xn--and-6ma2c.example:8443")]
    [InlineData("https://[2001:db8::1]:8443/back", "https://[2001:db8::1]:8443")]
    public async Task A_return_address_in_any_alphabet_may_frame_the_page_under_its_ascii_name(string returnUrl, string origin)
    {
        var answer = await LaunchAsync(tool.Platform, claims => claims[Lti + "launch_presentation"] = new JsonObject { ["return_url"] = returnUrl });

        Assert.Equal(200, answer.Status);
        Assert.EndsWith($"frame-ancestors https://lms.example.test {origin}", Policy(answer));
        Assert.Contains($"\"{origin}\"", WebUtility.HtmlDecode(answer.Text));
    }

    [Theory]
    [InlineData("https://a\uFF1B.example")]
    [InlineData("https://a\u00A0b.example")]
    [InlineData("https://\uFF0A.example")]
    [InlineData("https://a\uFF0Cb.example")]
    [InlineData("https://a\uFF07b.example")]
    [InlineData("https://\u2024.example")]
    [InlineData("https://\u00AD")]
    [InlineData("https://a;b.example")]
    public async Task A_host_that_would_write_into_the_policy_is_no_return_address(string returnUrl)
    {
        var answer = await LaunchAsync(tool.Platform, claims => claims[Lti + "launch_presentation"] = new JsonObject { ["return_url"] = returnUrl });

        Assert.Equal(200, answer.Status);
        Assert.EndsWith("frame-ancestors https://lms.example.test", Policy(answer));
    }

    [Theory]
    [InlineData("https://\u540D\u524D.example/return", 200, "form-action 'self' https://xn--ldr85b.example;")]
    [InlineData("https://a\uFF1B.example/return", 400, "LTI2062")]
    [InlineData("https://\u2024.example/return", 400, "LTI2062")]
    public async Task A_picked_activity_goes_back_to_a_host_in_any_alphabet_and_to_none_that_has_no_ascii_name(string returnUrl, int status, string says)
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.Platform);
        var claims = Baseline.DeepLinkingRequest(browser, tool.Platform);
        claims[Lti + "roles"] = new JsonArray("http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor");
        claims[DeepLinkingSettings]!["deep_link_return_url"] = returnUrl;

        var answer = await browser.LaunchAsync(SuiteBaseline.Sign(claims, tool.Platform));

        Assert.Equal(status, answer.Status);
        Assert.Contains(says, status == 200 ? Policy(answer) : answer.Text);
    }

    [Fact]
    public async Task Odd_service_addresses_leave_a_launch_without_the_service()
    {
        var answer = await LaunchAsync(tool.Platform, claims =>
        {
            claims["https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"] = new JsonObject { ["scope"] = new JsonArray(), ["lineitem"] = "https://\u2024.example/7" };
            claims["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"] = new JsonObject { ["context_memberships_url"] = "https://a\uFF1B.example/people" };
            claims[Lti + "platformnotificationservice"] = new JsonObject { ["platform_notification_service_url"] = "https://\u00AD/notices" };
        });

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task An_lms_whose_own_host_is_in_another_alphabet_launches_with_and_without_its_storage()
    {
        var platform = await tool.AddAsync("https://schule.\u00FCbung.example/auth?tenant=7", "https://b\u00FCcher.example");

        var redirected = await BrowserUnderTest.LogInAsync(tool, platform);
        var stored = await tool.Http.GetAsync($"/lti/login/{platform.Registration.Id}?iss={platform.Registration.Issuer}&login_hint=h&target_link_uri={tool.Origin}/&lti_storage_target=_parent");
        var answer = await redirected.LaunchAsync(SuiteBaseline.Sign(Baseline.ResourceLink(redirected, platform), platform));

        Assert.Contains("https://schule.xn--bung-zra.example\"", WebUtility.HtmlDecode(await stored.Content.ReadAsStringAsync()).Replace("\\u0022", "\"", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        Assert.EndsWith("frame-ancestors https://xn--bcher-kva.example https://schule.xn--bung-zra.example", Policy(answer));
    }

    private async Task<Answer> LaunchAsync(PlatformUnderTest platform, Action<JsonObject> change)
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, platform);
        var claims = Baseline.ResourceLink(browser, platform);
        change(claims);
        return await browser.LaunchAsync(SuiteBaseline.Sign(claims, platform));
    }

    private static string Policy(Answer answer) => Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
}
