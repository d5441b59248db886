using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Learning.Doctor.Checks;
using Integration.Learning.Install.Invitations;
using Integration.Learning.Install.Registering;
using Integration.Learning.Platforms;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.Registrations;
using Integration.Lti.Services;
using Integration.Tables;

namespace Integration.Tests.Learning.Install;

/// <summary>An LMS registers itself with an invitation: shown first, posted once, stored as pending, and let in by a person alone.</summary>
public sealed class SelfRegistrationTests
{
    private const string ToolPart = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_who_asks_and_nothing_is_posted_or_stored_before_somebody_confirms()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var invitation = await lms.InviteAsync();

        var page = await lms.OpenAsync(invitation);
        await lms.OpenAsync(invitation);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(lms.Lms.Address.Authority, page.Text, StringComparison.Ordinal);
        Assert.Contains("default", page.Text, StringComparison.Ordinal);
        Assert.Contains(ServiceScopes.Score, page.Text, StringComparison.Ordinal);
        Assert.Equal(["gradebook"], page.Page.QuerySelectorAll("input[type=checkbox][checked]").Select(box => box.GetAttribute("name")));
        Assert.DoesNotContain(RegisteringLms.Token, page.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Policy, StringComparison.Ordinal);
        Assert.Empty(lms.Posted);
        Assert.Empty(await lms.PlatformsAsync());
    }

    [Fact]
    public async Task What_was_confirmed_is_posted_once_and_the_platform_waits_in_its_district()
    {
        await using var lms = await RegisteringLms.StartAsync();
        lms.Answers(200, new JsonObject { ["client_id"] = "client-77", ["scope"] = ServiceScopes.Score, [ToolPart] = new JsonObject { ["deployment_id"] = "3" } });
        var invitation = await lms.InviteAsync();
        var page = await lms.OpenAsync(invitation);

        var done = await lms.SendAsync(invitation, page.Form, ("gradebook", "on"), ("names", "on"), ("address", "https://lms.maple-district.example"));

        Assert.True(done.Status == HttpStatusCode.OK, done.Text);
        var body = JsonNode.Parse(Assert.Single(lms.Posted).Body)!;
        Assert.Equal($"Bearer {RegisteringLms.Token}", lms.Posted.Single().Headers["Authorization"]);
        Assert.Contains("given_name", body[ToolPart]!["claims"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceScopes.Memberships, (string?)body["scope"], StringComparison.Ordinal);
        var platform = Assert.Single(await lms.PlatformsAsync());
        Assert.Equal((PlatformStatus.Pending, "default", "client-77", "example"), (platform.Status, platform.District, platform.ClientId, platform.ProductFamily));
        Assert.Equal(("3", DeploymentStatus.Pending), (platform.Deployments.Single().Id, platform.Deployments.Single().Status));
        Assert.Contains("https://lms.maple-district.example", platform.FrameOrigins);
        Assert.Contains("lms.maple-district.example", platform.ServiceHosts);
        Assert.Equal([ServiceScopes.LineItem, ServiceScopes.ResultReadOnly], platform.SelfRegistration!.Lacking());
        Assert.Contains($"platform approve {platform.Id}", done.Text, StringComparison.Ordinal);
        Assert.Contains(ServiceScopes.LineItem, done.Text, StringComparison.Ordinal);
        Assert.NotNull(done.Page.QuerySelector("#close"));
        Assert.Null(await lms.Tool.Get<PlatformStore>().FindDistrictAsync(new RegistrationId(platform.Id), "3", Ct));
    }

    [Fact]
    public async Task School_ids_are_asked_for_in_the_LMSs_own_variables_once_they_are_ticked()
    {
        await using var lms = await RegisteringLms.StartAsync();
        lms.Says(configuration => configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!["product_family_code"] = "canvas");
        var invitation = await lms.InviteAsync();
        var page = await lms.OpenAsync(invitation);

        await lms.SendAsync(invitation, page.Form, ("ids", "on"));

        Assert.Contains("sis_user_id=$Canvas.user.sisSourceId", page.Text, StringComparison.Ordinal);
        Assert.Equal("$Canvas.user.sisSourceId", (string?)JsonNode.Parse(Assert.Single(lms.Posted).Body)![ToolPart]!["custom_parameters"]!["sis_user_id"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Notices_of_copied_courses_are_proposed_where_the_LMS_has_them_and_said_in_words(bool hasNotices)
    {
        await using var lms = await RegisteringLms.StartAsync();
        lms.Says(configuration => configuration["scopes_supported"] = new JsonArray("openid", ServiceScopes.Score, hasNotices ? ServiceScopes.NoticeHandlers : "email"));
        var invitation = await lms.InviteAsync();
        var page = await lms.OpenAsync(invitation);

        await lms.SendAsync(invitation, page.Form, hasNotices ? [("copies", "on")] : []);

        var box = page.Page.QuerySelector("input[name=copies]")!;
        Assert.Equal((hasNotices, !hasNotices), (box.HasAttribute("checked"), box.HasAttribute("disabled")));
        Assert.Contains("Copied courses", page.Text, StringComparison.Ordinal);
        Assert.Equal(hasNotices, page.Text.Contains("tells when a course is copied", StringComparison.Ordinal));
        Assert.Equal(hasNotices ? ServiceScopes.NoticeHandlers : "", (string?)JsonNode.Parse(Assert.Single(lms.Posted).Body)!["scope"]);
        Assert.Empty(WantedScopes.Of(Assert.Single(await lms.PlatformsAsync())));
    }

    [Theory]
    [InlineData("https://\u2024.example/config")]
    [InlineData("https://a\uFF1B.example/config")]
    [InlineData("https://\u00AD/config")]
    public async Task A_configuration_at_a_host_that_has_no_ascii_name_is_refused(string configuration)
    {
        await using var lms = await RegisteringLms.StartAsync();

        var page = await lms.OpenAsync(await lms.InviteAsync(), $"?openid_configuration={Uri.EscapeDataString(configuration)}");

        Assert.Equal((HttpStatusCode.BadRequest, "LTI4002"), (page.Status, page.Code));
    }

    [Theory]
    [InlineData("token_endpoint")]
    [InlineData("authorization_endpoint")]
    [InlineData("registration_endpoint")]
    public async Task An_endpoint_at_a_host_that_has_no_ascii_name_is_as_good_as_missing(string name)
    {
        await using var lms = await RegisteringLms.StartAsync();
        lms.Says(configuration => configuration[name] = "https://\u2024.example/it");

        var page = await lms.OpenAsync(await lms.InviteAsync());

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_works_once_however_many_use_it_at_the_same_moment()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var invitation = await lms.InviteAsync();
        var page = await lms.OpenAsync(invitation);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => lms.SendAsync(invitation, page.Form)));
        var replay = await lms.SendAsync(invitation, page.Form);

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Contains(answer.Code, new[] { InvitationStore.Busy, InvitationStore.Used }));
        Assert.Single(lms.Posted);
        Assert.Single(await lms.PlatformsAsync());
        Assert.Equal((HttpStatusCode.Gone, "SET7003"), (replay.Status, replay.Code));
        Assert.Equal((HttpStatusCode.Gone, "SET7003"), ((await lms.OpenAsync(invitation)).Status, (await lms.OpenAsync(invitation)).Code));
    }

    [Fact]
    public async Task A_registration_that_the_LMS_refuses_leaves_nothing_and_the_invitation_stays_good()
    {
        await using var lms = await RegisteringLms.StartAsync();
        lms.Answers(400, new JsonObject { ["error_description"] = "This name is taken <b>here</b>" });
        var invitation = await lms.InviteAsync();

        var refused = await lms.RegisterAsync(invitation);

        Assert.Equal((HttpStatusCode.BadRequest, "LTI4020"), (refused.Status, refused.Code));
        Assert.Contains("This name is taken <b>here</b>", refused.Text, StringComparison.Ordinal);
        Assert.Empty(await lms.PlatformsAsync());
        lms.Answers(200, new JsonObject { ["client_id"] = "client-78" });
        Assert.Equal(HttpStatusCode.OK, (await lms.RegisterAsync(invitation)).Status);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task A_store_that_is_busy_after_the_LMS_made_its_client_is_asked_again_for_a_while_and_the_LMS_is_not(int timesBusy, bool kept)
    {
        await using var lms = await RegisteringLms.StartAsync();
        var invitation = await lms.InviteAsync();
        var form = (await lms.OpenAsync(invitation)).Form;
        var busy = new BusyStore(lms.Tool.Store, after: 1, timesBusy);   // after the invitation was taken
        var platforms = ActivatorUtilities.CreateInstance<PlatformStore>(lms.Tool.Services, busy);
        var invitations = ActivatorUtilities.CreateInstance<InvitationStore>(lms.Tool.Services, busy, platforms);
        var registering = ActivatorUtilities.CreateInstance<SelfRegistering>(lms.Tool.Services, invitations);

        var finishing = registering.FinishAsync(invitation.Segments[^1], form, Access.Gradebook, null, Ct);
        while (await Task.WhenAny(finishing, Task.Delay(10, Ct)) != finishing)
        {
            lms.Tool.Clock.Advance(TimeSpan.FromSeconds(busy.Refused > 0 ? 1 : 0));
        }

        Assert.Equal(timesBusy, busy.Refused);
        Assert.Single(lms.Posted);
        if (kept)
        {
            Assert.Equal((await finishing).Value!.Id, Assert.Single(await lms.PlatformsAsync()).Id);
            Assert.Equal("SET7003", (await lms.OpenAsync(invitation)).Code);
            return;
        }

        await Assert.ThrowsAsync<StoreBusyException>(() => finishing);
        Assert.Empty(await lms.PlatformsAsync());
        lms.Tool.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, (await lms.RegisterAsync(invitation)).Status);
    }

    [Fact]
    public async Task A_registration_that_is_there_is_never_overwritten()
    {
        await using var lms = await RegisteringLms.StartAsync();
        await lms.RegisterAsync(await lms.InviteAsync());
        var before = Assert.Single(await lms.PlatformsAsync());
        var second = await lms.InviteAsync();

        var refused = await lms.RegisterAsync(second);

        Assert.Equal((HttpStatusCode.Conflict, "LTI4022"), (refused.Status, refused.Code));
        Assert.Equivalent(before, Assert.Single(await lms.PlatformsAsync()));
        Assert.Equal(HttpStatusCode.OK, (await lms.OpenAsync(second)).Status);
    }

    [Fact]
    public async Task A_form_that_was_altered_is_too_old_or_belongs_to_another_invitation_posts_nothing()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var (one, other) = (await lms.InviteAsync(), await lms.InviteAsync());
        var page = await lms.OpenAsync(one);

        foreach (var (invitation, form) in new[] { (other, page.Form), (one, ""), (one, "x"), (one, page.Form[..^4] + "AAAA"), (one, new string('A', 500_000)) })
        {
            Assert.Equal("LTI4023", (await lms.SendAsync(invitation, form)).Code);
        }

        lms.Tool.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("LTI4023", (await lms.SendAsync(one, page.Form)).Code);
        Assert.Empty(lms.Posted);
    }

    [Fact]
    public async Task An_invitation_that_is_unknown_revoked_or_too_old_makes_the_tool_call_nobody()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var (old, revoked) = (await lms.InviteAsync(days: 1), await lms.InviteAsync());
        var setup = lms.Tool.Get<InvitationSetup>();
        var page = await lms.OpenAsync(old);
        await setup.RevokeAsync((await setup.ListAsync(Ct))[0].Id, Ct);
        await setup.RevokeAsync((await setup.ListAsync(Ct))[0].Id, Ct);
        var late = await lms.InviteAsync(days: 1);
        lms.Lms.Requests.Clear();
        lms.Tool.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("SET7001", (await lms.OpenAsync(new Uri(lms.Tool.Address, "/lti/register/nobody"))).Code);
        Assert.Equal("SET7001", (await lms.OpenAsync(revoked)).Code);
        Assert.Equal("LTI4023", (await lms.SendAsync(old, page.Form)).Code);
        Assert.Equal((HttpStatusCode.Gone, "SET7002"), ((await lms.OpenAsync(late)).Status, (await lms.OpenAsync(late)).Code));
        Assert.Empty(lms.Lms.Requests);
        Assert.Equal("SET7007", (await setup.RevokeAsync("nobody", Ct)).Refusal?.Code);
        Assert.Equal("SET7005", (await setup.AddAsync(null, null, 0, Ct)).Refusal?.Code);
        Assert.Equal("SET7006", (await setup.AddAsync(null, "myspace", 7, Ct)).Refusal?.Code);
        Assert.Equal("SET7006", (await setup.AddAsync(null, "schoology", 7, Ct)).Refusal?.Code);
    }

    [Theory]
    [InlineData("brightspace", "desire2learn"), InlineData("blackboard", "BlackboardLearn"), InlineData("sakai", "sakailms.org"), InlineData("canvas", "canvas"), InlineData("moodle", "moodle")]
    public async Task An_invitation_for_one_product_is_of_use_to_it_under_its_own_code_and_to_no_other(string family, string code)
    {
        await using var lms = await RegisteringLms.StartAsync();
        var invitation = await lms.InviteAsync(family);

        Assert.Equal("LTI4015", (await lms.OpenAsync(invitation)).Code);
        lms.Says(configuration => configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!["product_family_code"] = code);
        Assert.Equal(HttpStatusCode.OK, (await lms.OpenAsync(invitation)).Status);
    }

    [Fact]
    public async Task The_store_holds_a_hash_and_not_the_secret()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var secret = (await lms.InviteAsync()).Segments[^1];

        var rows = (await lms.Tool.Store.ReadAsync(InvitationDocuments.Partition, InvitationDocuments.Everything, 10, null, Ct)).Documents;

        var row = Assert.Single(rows);
        Assert.DoesNotContain(secret, row.Row.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, Encoding.UTF8.GetString(row.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_LMS_address_that_is_none_brings_the_form_back_as_it_was()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var invitation = await lms.InviteAsync();
        var page = await lms.OpenAsync(invitation);

        foreach (var address in new[] { "canvas", "ftp://lms.example.org", "https://lms.example.org/path", "javascript:alert(1)" })
        {
            var again = await lms.SendAsync(invitation, page.Form, ("roster", "on"), ("address", address));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
            Assert.Equal(address, again.Page.QuerySelector("#address")!.GetAttribute("value"));
            Assert.Equal(["roster"], again.Page.QuerySelectorAll("input[type=checkbox][checked]").Select(box => box.GetAttribute("name")));
        }

        Assert.Empty(lms.Posted);
        Assert.Equal("LTI4003", (await lms.OpenAsync(invitation, "?openid_configuration=a&openid_configuration=b")).Code);
        Assert.Equal("LTI4001", (await lms.OpenAsync(invitation, "?x=1")).Code);
    }

    [Fact]
    public async Task An_issuer_that_is_the_schools_own_is_suggested_as_where_people_open_the_LMS_whatever_product_it_is()
    {
        await using var lms = await RegisteringLms.StartAsync();
        lms.Says(configuration => configuration["https://purl.imsglobal.org/spec/lti-platform-configuration"]!["product_family_code"] = "canvas");

        var page = await lms.OpenAsync(await lms.InviteAsync());

        Assert.Equal(lms.Lms.Address.GetLeftPart(UriPartial.Authority), page.Page.QuerySelector("#address")!.GetAttribute("value"));
    }

    [Fact]
    public async Task After_a_yes_the_deployment_the_LMS_named_or_the_first_that_launches_within_a_week_is_let_in()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var (setup, store) = (lms.Tool.Get<PlatformSetup>(), lms.Tool.Get<PlatformStore>());
        lms.Answers(200, new JsonObject { ["client_id"] = "named", [ToolPart] = new JsonObject { ["deployment_id"] = "3" } });
        await lms.RegisterAsync(await lms.InviteAsync());
        lms.Answers(200, new JsonObject { ["client_id"] = "unnamed" });
        await lms.RegisterAsync(await lms.InviteAsync());
        var platforms = (await lms.PlatformsAsync()).ToDictionary(platform => platform.ClientId, platform => platform);

        var named = (await setup.ActivateAsync(platforms["named"].Id, Ct)).Value!;
        var unnamed = (await setup.ActivateAsync(platforms["unnamed"].Id, Ct)).Value!;

        Assert.Equal("default", (await store.FindDistrictAsync(new RegistrationId(named.Id), "3", Ct))?.Value);
        Assert.Equal("SET2011", (await setup.ActivateAsync(named.Id, Ct)).Refusal?.Code);
        Assert.Equal("SET2007", (await setup.ActivateAsync("nobody", Ct)).Refusal?.Code);
        await store.ReportUnknownDeploymentAsync(named.ToRegistration(), "9", Ct);
        await store.ReportUnknownDeploymentAsync(unnamed.ToRegistration(), "25:8865aa05", Ct);
        await store.ReportUnknownDeploymentAsync(unnamed.ToRegistration(), "26:other", Ct);
        Assert.Null(await store.FindDistrictAsync(new RegistrationId(named.Id), "9", Ct));
        Assert.Equal("default", (await store.FindDistrictAsync(new RegistrationId(unnamed.Id), "25:8865aa05", Ct))?.Value);
        Assert.Null(await store.FindDistrictAsync(new RegistrationId(unnamed.Id), "26:other", Ct));
    }

    [Fact]
    public async Task A_first_launch_that_comes_after_the_week_or_before_the_yes_waits()
    {
        await using var lms = await RegisteringLms.StartAsync();
        var (setup, store) = (lms.Tool.Get<PlatformSetup>(), lms.Tool.Get<PlatformStore>());
        await lms.RegisterAsync(await lms.InviteAsync());
        var early = Assert.Single(await lms.PlatformsAsync());
        await store.ReportUnknownDeploymentAsync(early.ToRegistration(), "early", Ct);
        Assert.Equal(DeploymentStatus.Pending, (await store.FindAsync(new RegistrationId(early.Id), Ct))!.Deployments["early"]);

        var active = (await setup.ActivateAsync(early.Id, Ct)).Value!;

        Assert.Equal("early", Assert.Single(active.Deployments, deployment => deployment.Status is DeploymentStatus.Approved).Id);
        lms.Answers(200, new JsonObject { ["client_id"] = "late" });
        await lms.RegisterAsync(await lms.InviteAsync());
        var late = (await lms.PlatformsAsync()).Single(platform => platform.ClientId == "late");
        await setup.ActivateAsync(late.Id, Ct);
        lms.Tool.Clock.Advance(TimeSpan.FromDays(8));
        await store.ReportUnknownDeploymentAsync(late.ToRegistration(), "late", Ct);
        Assert.Null(await store.FindDistrictAsync(new RegistrationId(late.Id), "late", Ct));
    }
}
