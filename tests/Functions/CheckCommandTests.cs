using System.Text.Json;
using Integration.Tests.Browser;

namespace Integration.Tests.Functions;

/// <summary>The check of a connection on the command line, beside a practice LMS.</summary>
public sealed class CheckCommandTests(SchoolWithTool with) : IClassFixture<SchoolWithTool>, IDisposable
{
    private readonly ThrowAwaySettings settings = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_check_says_what_it_sees_from_this_machine_and_fails_when_something_does()
    {
        var lms = with.School.Lms.GetLeftPart(UriPartial.Authority);
        settings.Values["Public__Url"] = "http://localhost:1";
        var added = await RunAsync(
            "platform", "add", "--issuer", lms, "--client-id", "practice-client-0001", "--auth-url", lms + "/lti/auth", "--token-url", lms + "/lti/token",
            "--jwks-url", lms + "/lti/jwks", "--deployment", "d-1", "--json");
        using var platform = JsonDocument.Parse(added.Output);
        var id = platform.RootElement.GetProperty("id").GetString()!;

        var check = await RunAsync("platform", "check", id, "--json");
        var spanish = await RunAsync("platform", "check", id, "--language", "es");

        Assert.Equal((1, 1), (check.ExitCode, spanish.ExitCode));
        using var report = JsonDocument.Parse(check.Output);
        var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToLookup(finding => finding.GetProperty("code").GetString());
        Assert.Equal("ok", findings["CHK1001"].Single().GetProperty("state").GetString());
        Assert.Equal("unknown", findings["CHK1304"].Single().GetProperty("state").GetString());

        // The LMS asks the running tool for its keys and does not find this one's among them.
        Assert.StartsWith("LTI3", findings["CHK1502"].First().GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("[Aún no se sabe] CHK1603: ", spanish.Output, StringComparison.Ordinal);
        Assert.StartsWith("SET2007: ", (await RunAsync("platform", "check", "nobody")).Errors, StringComparison.Ordinal);
    }

    public void Dispose() => settings.Dispose();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ToolProcess.RunAsync(settings.Values, Ct, arguments);
}
