using System.Net;
using System.Text.Json;
using Integration.Learning.Install;
using Integration.Learning.Install.Guides;
using Integration.Learning.Install.Registering;
using Integration.Learning.Pages;
using Integration.Lti.DynamicRegistration;

namespace Integration.Tests.Learning.Install;

/// <summary>The pages under <c>/install</c>, the files made from them, and what each may say.</summary>
public sealed class GuideTests
{
    // Message types per placement, and the lists a field may hold: Canvas's documentation of developer keys.
    private static readonly string[] DeepLinkingPlacements =
        ["assignment_selection", "link_selection", "resource_selection", "homework_submission", "course_assignments_menu", "module_index_menu_modal", "module_menu_modal", "collaboration", "conference_selection", "migration_selection", "editor_button"];

    private static readonly string[] PlainPlacements = ["account_navigation", "global_navigation", "course_navigation", "student_context_card", "module_index_menu", "tool_configuration"];

    private static readonly string[] GrantableScopes =
    [
        "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem", "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly", "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
        "https://purl.imsglobal.org/spec/lti-ags/scope/score", "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
    ];

    public static TheoryData<string> Lmss() => [.. GuideMarkdown.Guides.Select(guide => guide.Lms)];

    public static TheoryData<int> EveryAccess() => [.. Enumerable.Range(0, 16)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_shipped_Canvas_file_is_what_the_tool_serves() =>
        AssertIsFile("manifests/lti/canvas.json", CanvasManifest.Write(GuideMarkdown.SampleTool, Access.Gradebook));

    [Theory, MemberData(nameof(Lmss))]
    public void The_documentation_says_what_the_page_says(string lms) =>
        AssertIsFile($"docs/install-{lms}.md", GuideMarkdown.Write(GuideMarkdown.Guides.Single(guide => guide.Lms == lms)));

    [Theory, MemberData(nameof(EveryAccess))]
    public void Every_Canvas_file_holds_to_what_a_developer_key_takes(int wanted)
    {
        var access = (Access)wanted;
        using var json = JsonDocument.Parse(CanvasManifest.Write(GuideMarkdown.SampleTool, access), new JsonDocumentOptions { AllowDuplicateProperties = false });
        var (root, extension) = (json.RootElement, json.RootElement.GetProperty("extensions")[0]);

        Assert.All(new[] { "title", "description", "target_link_uri", "oidc_initiation_url", "public_jwk_url" }, name => Assert.False(string.IsNullOrWhiteSpace(root.GetProperty(name).GetString())));
        Assert.All(new[] { "target_link_uri", "oidc_initiation_url", "public_jwk_url" }, name => Assert.StartsWith("https://tool.example.org/", root.GetProperty(name).GetString(), StringComparison.Ordinal));
        var scopes = root.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!).ToList();
        Assert.Equal(AccessMap.Scopes(access), scopes);
        Assert.All(scopes, scope => Assert.Contains(scope, GrantableScopes));
        Assert.All(root.GetProperty("custom_fields").EnumerateObject(), field => Assert.True(field.Name == field.Name.ToLowerInvariant() && !field.Value.GetString()!.Contains('=')));
        Assert.Equal(access.HasFlag(Access.SchoolIds), root.GetProperty("custom_fields").TryGetProperty("sis_section_ids", out _));
        Assert.Equal(("tool.example.org", "canvas.instructure.com"), (extension.GetProperty("domain").GetString(), extension.GetProperty("platform").GetString()));
        Assert.Equal(access.HasFlag(Access.Names) || access.HasFlag(Access.SchoolIds) ? "name_only" : "anonymous", extension.GetProperty("privacy_level").GetString());
        var placements = extension.GetProperty("settings").GetProperty("placements").EnumerateArray().ToList();
        Assert.Equal(placements.Count, placements.Select(Placement).Distinct().Count());
        Assert.All(placements, placement =>
        {
            var isDeepLinking = placement.GetProperty("message_type").GetString() == "LtiDeepLinkingRequest";
            Assert.Contains(Placement(placement), isDeepLinking ? DeepLinkingPlacements : PlainPlacements);
        });
        Assert.Equal("disabled", placements.Single(placement => Placement(placement) == "course_navigation").GetProperty("default").GetString());
        Assert.Equal("admins", placements.Single(placement => Placement(placement) == "account_navigation").GetProperty("visibility").GetString());
        Assert.Equal(access, CanvasManifest.Wanted([.. QueryHelpersOf(CanvasManifest.QueryOf(access))]));

        static string? Placement(JsonElement placement) => placement.GetProperty("placement").GetString();
    }

    [Theory, MemberData(nameof(Lmss))]
    public void The_values_that_join_a_roster_are_asked_for_only_by_who_wants_them_and_are_the_documented_ones(string lms)
    {
        var values = RosterValues.Of(lms);
        var own = OwnProfile.Of(GuideMarkdown.SampleTool);

        Assert.All(values, value => Assert.Contains(
            File.ReadLines(Path.Combine(RepositoryFiles.Root, "docs/roster.md")), line => line.StartsWith($"| `{value.Key}` |", StringComparison.Ordinal) && line.Contains($"`{value.Value}`", StringComparison.Ordinal)));
        Assert.Equal(own.Custom, own.For(lms, Access.Gradebook | Access.Names | Access.Roster).Custom);
        Assert.Equal(own.Custom.Concat(values), own.For(lms, Access.SchoolIds).Custom);
        var steps = GuideMarkdown.Guides.Single(guide => guide.Lms == lms).Parts.SelectMany(part => part.Steps).ToList();
        var said = steps.Where(step => step.Values.Any(value => values.Any(one => value.Value == $"{one.Key}={one.Value}"))).ToList();
        Assert.Equal(lms is "canvas" or "open-edx" ? [] : [steps[^1]], said);
    }

    [Fact]
    public async Task Every_page_shows_every_value_of_its_guide_in_both_languages_and_nobody_may_frame_it()
    {
        await using var tool = await LearningHost.StartAsync();
        using var browser = new Sandbox.Browser();
        var own = new Integration.Learning.Install.Guides.Guides(tool.Get<Integration.Lti.LtiToolOptions>().PublicUrl);

        foreach (var language in new[] { "en", "es" })
        {
            var words = new Words(language, TimeZoneInfo.Utc).Of<GuideWords>();
            foreach (var guide in own.All())
            {
                var page = await Shown.OfAsync(await browser.GetAsync(new Uri(tool.Address, $"/install/{guide.Lms}?lang={language}")));

                Assert.Equal((HttpStatusCode.OK, language), (page.Status, page.Page.DocumentElement.GetAttribute("lang")));
                Assert.Contains("frame-ancestors 'none'", page.Policy, StringComparison.Ordinal);
                Assert.All(guide.Parts.SelectMany(part => part.Steps), step => Assert.Contains(words[$"step.{step.Key}"], page.Text, StringComparison.Ordinal));
                Assert.All(guide.Parts.SelectMany(part => part.Steps).SelectMany(step => step.Values).Where(value => value.IsCopied), value =>
                    Assert.Contains(page.Page.QuerySelectorAll("code"), code => code.TextContent == value.Value && page.Page.QuerySelector($"[data-copies='{code.Id}']") is not null));
            }

            foreach (var path in new[] { "/install", "/install/privacy" })
            {
                Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(tool.Address, $"{path}?lang={language}"))).StatusCode);
            }
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri(tool.Address, "/install/myspace"))).StatusCode);
    }

    [Fact]
    public async Task The_served_Canvas_file_names_the_tools_own_address_and_follows_the_boxes()
    {
        await using var tool = await LearningHost.StartAsync();
        using var browser = new Sandbox.Browser();

        var anonymous = await JsonAsync("/install/canvas.json");
        var more = await JsonAsync("/install/canvas.json?with=gradebook,roster&with=names");
        var none = await JsonAsync("/install/canvas.json?with=none");

        Assert.Equal("http://localhost:0/lti/launch", anonymous.GetProperty("target_link_uri").GetString());
        Assert.Equal(3, anonymous.GetProperty("scopes").GetArrayLength());
        Assert.Equal((4, "name_only"), (more.GetProperty("scopes").GetArrayLength(), more.GetProperty("extensions")[0].GetProperty("privacy_level").GetString()));
        Assert.Equal(0, none.GetProperty("scopes").GetArrayLength());
        var page = await Shown.OfAsync(await browser.GetAsync(new Uri(tool.Address, "/install/canvas?with=names&with=none")));
        Assert.Contains("/install/canvas.json?with=names", page.Text, StringComparison.Ordinal);
        using var icon = await browser.GetAsync(new Uri(tool.Address, "/install/icon.svg"));
        Assert.Equal("image/svg+xml", icon.Content.Headers.ContentType?.MediaType);

        async Task<JsonElement> JsonAsync(string path)
        {
            using var answer = await browser.GetAsync(new Uri(tool.Address, path));
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        }
    }

    [Theory, MemberData(nameof(Lmss))]
    public void Examples_have_the_shape_they_show_and_make_a_command(string lms)
    {
        var guide = GuideMarkdown.Guides.Single(guide => guide.Lms == lms);
        var examples = GuideMarkdown.Examples(guide);

        Assert.Empty(PasteRules.Wrong(guide.PasteBack, examples));
        var command = PasteRules.Command(guide, examples);
        Assert.All(new[] { "--issuer ", "--client-id ", "--auth-url ", "--token-url ", "--jwks-url ", "--deployment " }, option => Assert.Contains(option, command, StringComparison.Ordinal));
        Assert.DoesNotContain('{', command);
        foreach (var field in guide.PasteBack.Fields)
        {
            if (examples[field.Name].StartsWith("https://", StringComparison.Ordinal))
            {
                Assert.All(new[] { "https://a:99999", "https://..", "https://a..b", "https://" + new string('a', 300) }, none =>
                    Assert.Contains(field.Name, PasteRules.Wrong(guide.PasteBack, new Dictionary<string, string>(examples) { [field.Name] = none })));
            }

            foreach (var bad in new[] { "", " ", "x y", "1; rm -rf /", "$(id)", "`id`", "a\nb", "'", "\"", "<script>", new string('1', 501), "é" })
            {
                Assert.Contains(field.Name, PasteRules.Wrong(guide.PasteBack, new Dictionary<string, string>(examples) { [field.Name] = bad }));
            }
        }
    }

    [Fact]
    public async Task What_is_brought_back_is_checked_and_the_page_registers_nothing()
    {
        await using var tool = await LearningHost.StartAsync();
        using var browser = new Sandbox.Browser();
        var before = await tool.Get<Integration.Learning.Platforms.PlatformSetup>().ListAsync(Ct);

        var good = await PostAsync("canvas", ("client-id", "10000000000042"), ("deployment", "25:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"), ("address", "https://maple.instructure.com/"));
        var bad = await PostAsync("schoology", ("client-id", "42"), ("deployment", "43-77"), ("address", "https://maple.schoology.com"));
        var empty = await PostAsync("moodle");
        var noPort = await PostAsync("canvas", ("client-id", "10000000000042"), ("deployment", "25:8865aa05b4b79b64a91a86042e43af5ea8ae79eb"), ("address", "https://a:99999"));

        Assert.Contains("--client-id 10000000000042", good.Text, StringComparison.Ordinal);
        Assert.Contains("--service-host maple.instructure.com", good.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "43-77"), (bad.Status, bad.Page.QuerySelector("[aria-invalid]")!.GetAttribute("value")));
        Assert.Null(bad.Page.QuerySelector("#command"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "https://a:99999"), (noPort.Status, noPort.Page.QuerySelector("[aria-invalid]")!.GetAttribute("value")));
        Assert.Equal(3, empty.Page.QuerySelectorAll("[aria-invalid]").Length);
        Assert.Equivalent(before, await tool.Get<Integration.Learning.Platforms.PlatformSetup>().ListAsync(Ct));

        async Task<Shown> PostAsync(string lms, params (string Name, string Value)[] fields) => await Shown.OfAsync(await browser.PostAsync(
            new Uri(tool.Address, $"/install/{lms}"), fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), tool.Address));
    }

    private static IEnumerable<string?> QueryHelpersOf(string query) => query.Length == 0 ? [] : [query["?with=".Length..]];

    private static void AssertIsFile(string path, string expected)
    {
        var file = Path.Combine(RepositoryFiles.Root, path);
        if (Environment.GetEnvironmentVariable("UPDATE_MANIFESTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        Assert.True(File.Exists(file), $"{path} is missing.");
        Assert.Equal(expected, File.ReadAllText(file));
    }
}
