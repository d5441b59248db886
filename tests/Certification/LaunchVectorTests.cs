using System.Buffers.Text;

namespace Integration.Tests.Certification;

/// <summary>Every row of <c>vectors/faults.json</c> and <c>vectors/valid.json</c>, over real HTTP, each with a login of its own.</summary>
public sealed class LaunchVectorTests(ToolUnderTest tool) : IClassFixture<ToolUnderTest>
{
    private static readonly Dictionary<string, LaunchVector> Faulty = LaunchVector.Read("faults.json");
    private static readonly Dictionary<string, LaunchVector> Valid = LaunchVector.Read("valid.json");

    public static TheoryData<string> FaultNames => [.. Faulty.Keys];

    public static TheoryData<string> ValidNames => [.. Valid.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task A_faulty_launch_is_refused_with_its_code_and_leaves_nothing_behind(string name)
    {
        var vector = Faulty[name];
        tool.Forget();

        var answer = await PlayAsync(vector);

        Assert.Equal($"{vector.Code} {vector.Status}", $"{answer.Text} {answer.Status}");
        Assert.Empty(tool.Admitted);
        Assert.Equal(0, tool.NoncesKept);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [MemberData(nameof(ValidNames))]
    public async Task A_valid_launch_is_admitted(string name)
    {
        await using var fresh = new ToolUnderTest();
        await fresh.InitializeAsync();
        var browser = await BrowserUnderTest.LogInAsync(fresh, fresh.North);

        var answer = await browser.LaunchAsync(Baseline.Sign(Valid[name], browser, fresh.North));

        Assert.Equal("admitted 200", $"{answer.Text} {answer.Status}");
        Assert.Equal(Valid[name].Role, Assert.Single(fresh.Admitted).Roles.Course.ToString());
        Assert.Equal(1, fresh.NoncesKept);
    }

    private async Task<Answer> PlayAsync(LaunchVector vector)
    {
        var browser = await BrowserUnderTest.LogInAsync(tool, tool.North);
        tool.Clock.Advance(TimeSpan.FromMinutes(vector.Wait));
        var token = Baseline.Sign(vector, browser, tool.North);
        if (vector.State == "registration-gone")
        {
            tool.Remove(tool.North);
        }

        try
        {
            var fields = new List<(string, string)>();
            fields.AddRange(vector.Form is null ? [("id_token", token)] : vector.Form.Select(field => (field.Key, field.Value)));
            fields.AddRange((await StatesAsync(vector.State, browser)).Select(state => ("state", state)));
            return await browser.PostAsync("/lti/launch", vector.Cookie, [.. fields]);
        }
        finally
        {
            tool.PutBack(tool.North);
        }
    }

    private async Task<string[]> StatesAsync(string? change, BrowserUnderTest browser) => change switch
    {
        "missing" => [],
        "made-up" => ["made-up"],
        "tampered" => [browser.State[..50] + (browser.State[50] == 'A' ? 'B' : 'A') + browser.State[51..]],
        "sealed-elsewhere" => [await SealedElsewhereAsync()],
        "long" => [new string('A', 10_000)],
        "twice" => [browser.State, browser.State],
        "of-another-login" => [(await BrowserUnderTest.LogInAsync(tool, tool.North)).State],
        "of-another-registration" => [(await BrowserUnderTest.LogInAsync(tool, tool.South)).State],
        _ => [browser.State],
    };

    private static async Task<string> SealedElsewhereAsync()
    {
        await using var other = new ToolUnderTest();
        await other.InitializeAsync();
        var state = (await BrowserUnderTest.LogInAsync(other, other.North)).State;
        Assert.True(Base64Url.IsValid(state));
        return state;
    }
}
