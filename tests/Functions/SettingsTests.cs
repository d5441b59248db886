using Integration.Functions.Settings;
using Integration.Learning.Sealing;
using Integration.Tables;

namespace Integration.Tests.Functions;

public sealed class SettingsTests
{
    private static readonly string Key = MasterKey.NewValue();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Public__Url", null)]
    [InlineData("Public__Url", "")]
    [InlineData("Public__Url", "reflect.example.org")]
    [InlineData("Public__Url", "http://reflect.example.org")]
    [InlineData("Public__Url", "ftp://reflect.example.org")]
    [InlineData("Public__Url", "https://reflect.example.org/tool")]
    [InlineData("Public__Url", "https://reflect.example.org/?a=b")]
    [InlineData("Public__Url", "https://me@reflect.example.org")]
    [InlineData("Storage__Provider", null)]
    [InlineData("Storage__Provider", "Postgres")]
    [InlineData("Storage__Provider", "1")]
    [InlineData("Storage__Sqlite", null)]
    [InlineData("Secrets__MasterKey", null)]
    [InlineData("Secrets__MasterKey", "not-a-key")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "http")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "0")]
    public void A_bad_setting_is_named_in_one_sentence(string name, string? value)
    {
        var bad = Assert.Throws<BadSettingsException>(() => Read((name, value)));

        Assert.StartsWith(name, bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-key", bad.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', bad.Message);
    }

    [Fact]
    public void Azure_tables_needs_its_address()
    {
        var bad = Assert.Throws<BadSettingsException>(() => Read(("Storage__Provider", "AzureTables")));

        Assert.StartsWith("Storage__AzureTables", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_master_key_comes_with_a_value_that_works()
    {
        var bad = Assert.Throws<BadSettingsException>(() => Read(("Secrets__MasterKey", null)));

        Assert.True(MasterKey.TryParse(bad.Message.Split(' ')[^1], out _, out _));
    }

    [Fact]
    public void Good_settings_are_taken()
    {
        var settings = Read(("FUNCTIONS_CUSTOMHANDLER_PORT", "7072"));

        Assert.Equal(7072, settings.FunctionsPort);
        Assert.Equal(TablesProvider.Sqlite, settings.Tables.Provider);
        Assert.Equal("https://reflect.example.org/", settings.PublicUrl.AbsoluteUri);
    }

    [Fact]
    public async Task The_executable_stops_with_2_and_no_stack_trace()
    {
        var (exit, output, errors) = await ToolProcess.RunAsync(new Dictionary<string, string?> { ["Public__Url"] = "https://reflect.example.org" }, Ct);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("Storage__Provider is missing", errors, StringComparison.Ordinal);
        Assert.Contains("Secrets__MasterKey is missing", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start()
    {
        using var settings = new ThrowAwaySettings();
        await File.WriteAllTextAsync(settings.Values["Storage__Sqlite"]!, new string('x', 5000), Ct);

        var (exit, _, errors) = await ToolProcess.RunAsync(settings.Values, Ct, "district", "list");

        Assert.Equal(2, exit);
        Assert.StartsWith("Storage__Sqlite", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private static ToolSettings Read((string Name, string? Value) changed)
    {
        var values = new Dictionary<string, string?>
        {
            ["Public__Url"] = "https://reflect.example.org",
            ["Storage__Provider"] = "Sqlite",
            ["Storage__Sqlite"] = "tool.db",
            ["Secrets__MasterKey"] = Key,
            [changed.Name] = changed.Value,
        };
        return ToolSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(value => value.Key.Replace("__", ":", StringComparison.Ordinal), value => value.Value))
            .Build());
    }
}
