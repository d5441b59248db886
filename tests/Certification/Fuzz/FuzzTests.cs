using System.Text.Json.Nodes;

namespace Integration.Tests.Certification.Fuzz;

/// <summary>A seeded stretch of what <c>tests/Bench -- fuzz</c> does a million times: no forgery gets in, and nothing breaks the tool.</summary>
public sealed class FuzzTests(ToolUnderTest tool, WholeTool whole) : IClassFixture<ToolUnderTest>, IClassFixture<WholeTool>
{
    private const int Mutants = 1_500;
    private const int OddLaunches = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_mutated_token_gets_in_and_none_breaks_the_tool(int seed)
    {
        var random = new Random(seed);
        var mutator = new TokenMutator(tool.North.Signer, PlatformUnderTest.Kid);
        var (browser, claims) = await BeginAsync(random);
        tool.Forget();

        for (var i = 0; i < Mutants; i++)
        {
            var mutant = mutator.Next(mutator.Sign(claims), claims, random);
            var answer = await browser.LaunchAsync(mutant.Token);

            Assert.True(mutant.Fits(answer.Status), $"Mutant {i} of seed {seed}, {mutant.Kind}: {answer.Status} {answer.Text}");
            if (answer.Status < 400)
            {
                // Its nonce is used up: the mutants after it would be refused for that alone.
                (browser, claims) = await BeginAsync(random);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_odd_launch_that_the_platform_did_sign_breaks_the_whole_tool(int seed)
    {
        var random = new Random(seed);
        var mutator = new TokenMutator(whole.Platform.Signer, PlatformUnderTest.Kid);
        var (browser, claims) = await BeginAsync(whole, whole.Platform, random);

        for (var i = 0; i < OddLaunches; i++)
        {
            var mutant = mutator.Odd(claims, random);
            var answer = await browser.LaunchAsync(mutant.Token);

            Assert.True(mutant.Fits(answer.Status), $"Mutant {i} of seed {seed}, {mutant.Kind}: {answer.Status} {answer.Text}");
            if (answer.Status < 400)
            {
                (browser, claims) = await BeginAsync(whole, whole.Platform, random);
            }
        }
    }

    [Theory]
    [InlineData("/lti/login")]
    [InlineData("/lti/login/north")]
    [InlineData("/lti/launch")]
    [InlineData("/lti/bind")]
    public async Task No_mutated_form_gets_in_and_none_breaks_the_tool(string address)
    {
        var random = new Random(address.Length);
        var (browser, _) = await BeginAsync(random);
        var good = new Dictionary<string, string>
        {
            ["iss"] = tool.North.Registration.Issuer,
            ["client_id"] = tool.North.Registration.ClientId,
            ["login_hint"] = "hint-1",
            ["target_link_uri"] = ToolUnderTest.Public + "/",
            ["state"] = browser.State,
            ["ticket"] = browser.State,
            ["secret"] = browser.Cookie.Split('=')[1],
            ["error"] = "login_required",
        };
        tool.Forget();

        for (var i = 0; i < 500; i++)
        {
            var fields = FormMutator.Fields(good, random);
            var answer = await browser.SendAsync(address, withCookie: true, FormMutator.Body(fields, random));
            using var asked = await tool.Http.GetAsync($"{address}?{FormMutator.Query(fields)}");

            Assert.True(answer.Status < 500, $"Form {i} to {address}: {answer.Status} {answer.Text}");
            Assert.True((int)asked.StatusCode < 500, $"Query {i} to {address}: {asked.StatusCode}");
        }

        Assert.Empty(tool.Admitted);
    }

    [Fact]
    public async Task The_token_before_its_mutation_does_get_in()
    {
        var mutator = new TokenMutator(tool.North.Signer, PlatformUnderTest.Kid);
        for (var seed = 0; seed < 8; seed++)
        {
            var (browser, claims) = await BeginAsync(new Random(seed));

            Assert.Equal("admitted", (await browser.LaunchAsync(mutator.Sign(claims))).Text);
        }
    }

    private Task<(BrowserUnderTest Browser, JsonObject Claims)> BeginAsync(Random random) => BeginAsync(tool, tool.North, random);

    private static async Task<(BrowserUnderTest Browser, JsonObject Claims)> BeginAsync(IToolUnderTest tool, PlatformUnderTest platform, Random random)
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, platform);
        return (browser, random.Next(3) == 0 ? Baseline.DeepLinkingRequest(browser, platform) : Baseline.ResourceLink(browser, platform));
    }
}
