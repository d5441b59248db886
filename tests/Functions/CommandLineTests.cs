using System.Text.Json;

namespace Integration.Tests.Functions;

/// <summary>The admin's commands, run as an admin runs them.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] Add =
    [
        "platform", "add", "--issuer", "https://lms.example.org", "--client-id", "client-1", "--auth-url", "https://lms.example.org/auth",
        "--token-url", "https://lms.example.org/token", "--jwks-url", "https://lms.example.org/jwks",
    ];

    private readonly ThrowAwaySettings settings = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_platform_is_added_shown_changed_and_removed()
    {
        var added = await JsonAsync([.. Add, "--deployment", "d-1", "--frame-origin", "https://lms.example.org", "--json"]);
        var id = added.GetProperty("id").GetString()!;
        Assert.Equal("default", added.GetProperty("district").GetString());
        Assert.Equal("approved", added.GetProperty("deployments")[0].GetProperty("status").GetString());
        var paste = added.GetProperty("pasteIntoLms");
        Assert.Equal($"https://reflect.example.org/lti/login/{id}", paste.GetProperty("loginUrl").GetString());
        Assert.Equal("https://reflect.example.org/lti/launch", paste.GetProperty("redirectUrl").GetString());
        Assert.Equal("https://reflect.example.org/.well-known/jwks.json", paste.GetProperty("jwksUrl").GetString());

        var again = await RunAsync(Add);
        Assert.Equal(1, again.ExitCode);
        Assert.StartsWith("SET2006: ", again.Errors, StringComparison.Ordinal);

        var updated = await JsonAsync([.. Add, "--name", "Blue Heron LMS", "--family", "canvas", "--audience", "https://tokens.example.org/lms", "--update", "--json"]);
        Assert.Equal((id, "Blue Heron LMS"), (updated.GetProperty("id").GetString(), updated.GetProperty("name").GetString()));
        Assert.Equal(1, (await JsonAsync("platform", "list", "--json")).GetArrayLength());
        var shown = (await RunAsync("platform", "show", id)).Output;
        Assert.Contains("/lti/login/" + id, shown, StringComparison.Ordinal);
        Assert.Contains("LMS        canvas", shown, StringComparison.Ordinal);
        Assert.Equal("canvas", updated.GetProperty("family").GetString());
        Assert.Contains("token URL  https://lms.example.org/token", shown, StringComparison.Ordinal);
        Assert.Contains("audience   https://tokens.example.org/lms", shown, StringComparison.Ordinal);

        var unconfirmed = await RunAsync("platform", "remove", id);
        Assert.Equal(1, unconfirmed.ExitCode);
        Assert.StartsWith("SET2010: ", unconfirmed.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("platform", "remove", id, "--yes")).ExitCode);
        Assert.Equal(1, (await RunAsync("platform", "show", id)).ExitCode);
    }

    [Fact]
    public async Task With_several_districts_one_must_be_named()
    {
        await RunAsync("district", "add", "blue-heron", "--name", "Blue Heron", "--language", "es");
        await RunAsync("district", "add", "red-oak");

        var refused = await RunAsync(Add);
        var added = await JsonAsync([.. Add, "--district", "red-oak", "--json"]);
        var districts = await JsonAsync("district", "list", "--json");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("blue-heron, red-oak", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("red-oak", added.GetProperty("district").GetString());
        Assert.Equal("es", districts[0].GetProperty("language").GetString());
    }

    [Fact]
    public async Task Plain_http_is_refused_while_the_tool_is_public()
    {
        var refused = await RunAsync([.. Add[..^1], "http://127.0.0.1:5080/jwks"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("SET2002: --jwks-url", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_is_made_listed_and_taken_back_and_its_address_is_shown_once()
    {
        await RunAsync("district", "add", "blue-heron");
        var made = await JsonAsync("invitation", "add", "--district", "blue-heron", "--family", "canvas", "--days", "3", "--json");
        var listed = await RunAsync("invitation", "list");
        var id = made.GetProperty("id").GetString()!;

        Assert.StartsWith("https://reflect.example.org/lti/register/", made.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal(("open", "canvas"), (made.GetProperty("state").GetString(), made.GetProperty("family").GetString()));
        Assert.Contains(id, listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/lti/register/", listed.Output + (await JsonAsync("invitation", "list", "--json")).GetRawText(), StringComparison.Ordinal);
        Assert.StartsWith("SET7006: ", (await RunAsync("invitation", "add", "--family", "myspace")).Errors, StringComparison.Ordinal);
        Assert.Contains("/lti/register/", (await RunAsync("invitation", "add")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("invitation", "revoke", id)).ExitCode);
        Assert.StartsWith("SET7007: ", (await RunAsync("invitation", "revoke", id)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signing_key_is_changed_by_hand()
    {
        var first = await JsonAsync("keys", "rotate", "--json");
        var second = await JsonAsync("keys", "rotate", "--soon", "--json");

        Assert.Equal("signs", Assert.Single(first.EnumerateArray()).GetProperty("state").GetString());
        Assert.Equal(["signs", "next"], second.EnumerateArray().Select(key => key.GetProperty("state").GetString()));
        Assert.StartsWith("SET8001: ", (await RunAsync("keys", "rotate")).Errors, StringComparison.Ordinal);
        Assert.Contains("next", (await RunAsync("keys", "list")).Output, StringComparison.Ordinal);
        Assert.StartsWith("SET2011: ", (await RunAsync("platform", "approve", (await JsonAsync([.. Add, "--json"])).GetProperty("id").GetString()!)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_command_is_refused_with_help()
    {
        Assert.Equal(1, (await RunAsync("platfrom", "add")).ExitCode);
        Assert.Equal(1, (await RunAsync("platform", "add", "--issuer", "https://lms.example.org")).ExitCode);
        var help = await RunAsync("--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("deployment", help.Output, StringComparison.Ordinal);
    }

    public void Dispose() => settings.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ToolProcess.RunAsync(settings.Values, Ct, arguments);

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var (exit, output, errors) = await RunAsync(arguments);
        Assert.Equal((0, ""), (exit, errors));
        using var json = JsonDocument.Parse(output);
        return json.RootElement.Clone();
    }
}
