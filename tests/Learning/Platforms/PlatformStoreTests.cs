using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Learning.Districts;
using Integration.Learning.Platforms;
using Integration.Lti.Registrations;

namespace Integration.Tests.Learning.Platforms;

public sealed class PlatformStoreTests
{
    internal static NewPlatform Asked { get; } = new()
    {
        Issuer = "https://lms.example.org",
        ClientId = "client-1",
        AuthorizationEndpoint = "https://lms.example.org/auth",
        TokenEndpoint = "https://lms.example.org/token",
        JwksUri = "https://lms.example.org/jwks",
        DeploymentIds = ["d-1"],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_platform_added_by_another_process_is_found_by_id_and_by_issuer()
    {
        await using var server = LearningTool.Start();
        await using var admin = server.Another();
        var registry = server.Get<IPlatformRegistry>();
        Assert.Empty(await registry.FindByIssuerAsync(Asked.Issuer, null, Ct));

        var added = (await admin.Get<PlatformSetup>().AddAsync(Asked, update: false, Ct)).Value!;
        server.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(DeploymentStatus.Approved, (await registry.FindAsync(new RegistrationId(added.Id), Ct))!.Deployments["d-1"]);
        Assert.Single(await registry.FindByIssuerAsync(Asked.Issuer, "client-1", Ct));
        Assert.Empty(await registry.FindByIssuerAsync(Asked.Issuer, "client-2", Ct));
        Assert.Equal("default", (await server.Get<PlatformStore>().FindDistrictAsync(new RegistrationId(added.Id), "d-1", Ct))?.Value);
    }

    [Theory]
    [InlineData("null", "\"brightspace\"", "brightspace")]
    [InlineData("\"moodle\"", "\"brightspace\"", "moodle")]
    [InlineData("null", "\"\"", null)]
    public void What_an_older_release_kept_of_a_self_registered_platforms_product_is_read(string known, string said, string? family)
    {
        var stored = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/Learning/Documents/samples/platform.v1.json")))!;
        stored["productFamily"] = JsonNode.Parse(known);
        stored["selfRegistration"] = JsonNode.Parse($$"""{"family":{{said}},"version":"7","account":"","wanted":[],"granted":null}""");

        var read = PlatformDocuments.Platform.Read(JsonSerializer.SerializeToUtf8Bytes(stored));

        Assert.Equal((2, family, "7"), (read.V, read.ProductFamily, read.SelfRegistration!.Version));
    }

    [Fact]
    public async Task A_thousand_logins_for_unknown_ids_cost_one_read()
    {
        await using var tool = LearningTool.Start();
        var registry = tool.Get<IPlatformRegistry>();
        await registry.FindAsync(new RegistrationId("warm"), Ct);
        var before = tool.Store.Reads;

        tool.Clock.Advance(TimeSpan.FromSeconds(10));
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => registry.FindAsync(new RegistrationId($"unknown-{n}"), Ct).AsTask()));
        await registry.FindByIssuerAsync("https://nobody.example.org", null, Ct);

        Assert.Equal(1, tool.Store.Reads - before);
    }

    [Fact]
    public async Task Pending_deployments_are_bounded_and_the_newest_stay()
    {
        await using var tool = LearningTool.Start();
        var added = (await tool.Get<PlatformSetup>().AddAsync(Asked, update: false, Ct)).Value!;
        var registration = added.ToRegistration();

        for (var n = 0; n < 30; n++)
        {
            tool.Clock.Advance(TimeSpan.FromSeconds(1));
            await tool.Get<IPlatformRegistry>().ReportUnknownDeploymentAsync(registration, $"pending-{n}", Ct);
        }

        var deployments = (await tool.Get<PlatformSetup>().ShowAsync(added.Id, Ct)).Value!.Deployments;
        Assert.Equal(PlatformStore.MaxPending, deployments.Count(known => known.Status is DeploymentStatus.Pending));
        Assert.Contains(deployments, known => known is { Id: "pending-29", Status: DeploymentStatus.Pending });
        Assert.DoesNotContain(deployments, known => known.Id == "pending-0");
        Assert.Contains(deployments, known => known is { Id: "d-1", Status: DeploymentStatus.Approved });
    }

    [Fact]
    public async Task Parallel_reports_of_one_deployment_keep_it_once_and_lose_no_other()
    {
        await using var tool = LearningTool.Start();
        var added = (await tool.Get<PlatformSetup>().AddAsync(Asked, update: false, Ct)).Value!;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            tool.Get<IPlatformRegistry>().ReportUnknownDeploymentAsync(added.ToRegistration(), $"p-{n % 3}", Ct)));

        var deployments = (await tool.Get<PlatformSetup>().ShowAsync(added.Id, Ct)).Value!.Deployments;
        Assert.Equal(["d-1", "p-0", "p-1", "p-2"], deployments.Select(known => known.Id).Order());
    }

    [Fact]
    public async Task An_approval_by_another_process_is_seen_by_the_next_launch()
    {
        await using var server = LearningTool.Start();
        await using var admin = server.Another();
        var added = (await server.Get<PlatformSetup>().AddAsync(Asked, update: false, Ct)).Value!;
        var id = new RegistrationId(added.Id);
        await server.Get<IPlatformRegistry>().ReportUnknownDeploymentAsync(added.ToRegistration(), "d-2", Ct);
        Assert.Equal(DeploymentStatus.Pending, (await server.Get<IPlatformRegistry>().FindAsync(id, Ct))!.Deployments["d-2"]);
        Assert.Null(await server.Get<PlatformStore>().FindDistrictAsync(id, "d-2", Ct));

        Assert.Null((await admin.Get<PlatformSetup>().ApproveAsync(added.Id, "d-2", null, Ct)).Refusal);
        server.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal(DeploymentStatus.Approved, (await server.Get<IPlatformRegistry>().FindAsync(id, Ct))!.Deployments["d-2"]);
        Assert.Equal("default", (await server.Get<PlatformStore>().FindDistrictAsync(id, "d-2", Ct))?.Value);
    }

    [Fact]
    public async Task A_removal_by_another_process_is_seen_within_a_minute()
    {
        await using var server = LearningTool.Start();
        await using var admin = server.Another();
        var id = (await server.Get<PlatformSetup>().AddAsync(Asked, update: false, Ct)).Value!.Id;
        Assert.NotNull(await server.Get<IPlatformRegistry>().FindAsync(new RegistrationId(id), Ct));

        await admin.Get<PlatformSetup>().RemoveAsync(id, Ct);
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(await server.Get<IPlatformRegistry>().FindAsync(new RegistrationId(id), Ct));
        Assert.Null((await admin.Get<PlatformSetup>().AddAsync(Asked, update: false, Ct)).Refusal);
    }

    [Fact]
    public async Task The_same_issuer_and_client_are_refused_and_change_nothing()
    {
        await using var tool = LearningTool.Start();
        var setup = tool.Get<PlatformSetup>();
        var added = (await setup.AddAsync(Asked, update: false, Ct)).Value!;

        var again = await setup.AddAsync(Asked with { JwksUri = "https://other.example.org/jwks" }, update: false, Ct);

        Assert.Equal("SET2006", again.Refusal?.Code);
        Assert.Equal(added.JwksUri, (await setup.ShowAsync(added.Id, Ct)).Value!.JwksUri);
    }

    [Fact]
    public async Task An_update_keeps_the_id_and_the_district_of_each_deployment()
    {
        await using var tool = LearningTool.Start();
        var setup = tool.Get<PlatformSetup>();
        var added = (await setup.AddAsync(Asked, update: false, Ct)).Value!;
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron"), Ct);

        var update = Asked with { District = "blue-heron", DeploymentIds = ["d-1", "d-9"], TokenEndpoint = "https://lms.example.org/token2" };
        var updated = (await setup.AddAsync(update, update: true, Ct)).Value!;

        Assert.Equal(added.Id, updated.Id);
        Assert.Equal("https://lms.example.org/token2", updated.TokenEndpoint.OriginalString);
        Assert.Equal([("d-1", "default"), ("d-9", "blue-heron")], updated.Deployments.Select(known => (known.Id, known.District!)));
    }

    [Theory]
    [InlineData("http://lms.example.org/jwks", "SET2002")]
    [InlineData("ftp://lms.example.org/jwks", "SET2002")]
    [InlineData("/jwks", "SET2002")]
    [InlineData("https://user:pw@lms.example.org/jwks", "SET2002")]
    [InlineData("https://lms.example.org/jwks#x", "SET2002")]
    public async Task Addresses_that_are_not_plain_https_are_refused(string jwks, string code)
    {
        await using var tool = LearningTool.Start();

        var result = await tool.Get<PlatformSetup>().AddAsync(Asked with { JwksUri = jwks }, update: false, Ct);

        Assert.Equal(code, result.Refusal?.Code);
        Assert.Empty(await tool.Get<PlatformSetup>().ListAsync(Ct));
    }

    [Fact]
    public async Task Loopback_http_is_taken_while_the_tool_is_on_loopback()
    {
        await using var tool = LearningTool.Start();

        Assert.Null((await tool.Get<PlatformSetup>().AddAsync(Asked with { JwksUri = "http://127.0.0.1:5080/jwks" }, update: false, Ct)).Refusal);
    }

    [Theory]
    [InlineData("api.schule-münchen.example", "api.xn--schule-mnchen-3ob.example")]
    [InlineData("API.Example.org", "api.example.org")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    public async Task A_service_host_is_kept_as_its_addresses_are_compared(string given, string kept)
    {
        await using var tool = LearningTool.Start();
        var setup = tool.Get<PlatformSetup>();

        var added = (await setup.AddAsync(Asked with { ServiceHosts = [given] }, update: false, Ct)).Value!;

        Assert.Equal([kept], added.ServiceHosts);
        Assert.Equal([new UriBuilder("https", given).Uri.IdnHost], added.ToRegistration().ServiceHosts);
    }

    [Fact]
    public async Task Other_wrong_input_is_refused_with_its_code()
    {
        await using var tool = LearningTool.Start();
        var setup = tool.Get<PlatformSetup>();
        var id = (await setup.AddAsync(Asked, update: false, Ct)).Value!.Id;
        var other = Asked with { ClientId = "client-2" };

        Assert.Equal("SET2001", (await setup.AddAsync(other with { Issuer = " " }, false, Ct)).Refusal?.Code);
        Assert.Equal("SET2003", (await setup.AddAsync(other with { FrameOrigins = ["https://lms.example.org/path"] }, false, Ct)).Refusal?.Code);
        Assert.Equal("SET2004", (await setup.AddAsync(other with { ServiceHosts = ["https://x"] }, false, Ct)).Refusal?.Code);
        Assert.Equal("SET2004", (await setup.AddAsync(other with { ServiceHosts = ["x.example:8443"] }, false, Ct)).Refusal?.Code);
        Assert.Equal("SET2005", (await setup.AddAsync(other with { DeploymentIds = [.. Enumerable.Range(0, 101).Select(n => $"d{n}")] }, false, Ct)).Refusal?.Code);
        Assert.Equal("SET2007", (await setup.ShowAsync("nobody", Ct)).Refusal?.Code);
        Assert.Equal("SET2008", (await setup.ApproveAsync(id, "never-seen", null, Ct)).Refusal?.Code);
        await tool.Get<DistrictStore>().AddAsync(new NewDistrict("blue-heron"), Ct);
        Assert.Equal("SET2009", (await setup.ApproveAsync(id, "d-1", "blue-heron", Ct)).Refusal?.Code);
        Assert.Equal("SET1007", (await setup.AddAsync(other, false, Ct)).Refusal?.Code);
    }
}
