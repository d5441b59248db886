using Integration.OneRoster.Rest.Presets;
using Integration.OneRoster.Security;

namespace Integration.Tests.OneRoster.Rest;

/// <summary>What is shipped of each vendor can be filled in and used.</summary>
public sealed class VendorPresetTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["baseAddress"] = "https://sis.example/ims/oneroster/v1p1",
        ["tokenAddress"] = "https://sis.example/token",
        ["domain"] = "district.example",
        ["application"] = "aeries",
        ["applicationId"] = "MoYPlyQWmG0%3D",
        ["appName"] = "reflect",
        ["key"] = "key-1",
        ["secret"] = "secret-1",
        ["token"] = "token-1",
    };

    public static TheoryData<string> Keys => new(VendorPresets.All.Select(preset => preset.Key));

    [Fact]
    public void The_vendors_that_districts_have_are_there()
    {
        var keys = VendorPresets.All.Select(preset => preset.Key).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Empty(new[]
        {
            "generic-1.1", "generic-1.1-oauth1", "generic-1.2", "infinite-campus-1.2", "powerschool", "classlink-proxy", "aeries", "skyward", "synergy", "blackbaud",
        }.Except(keys));
        Assert.Null(VendorPresets.Find("clever"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_preset_whose_blanks_are_filled_opens(string key)
    {
        await using var world = await SisWorld.StartAsync(options: new());
        var preset = VendorPresets.Find(key)!;

        var filled = preset.Fill(Values.Where(value => preset.Blanks.Contains(value.Key)).ToDictionary());

        Assert.Null(filled.Fault);
        Assert.Null(world.Rosters.Open(filled.Value!).Fault);
        Assert.DoesNotContain('{', filled.Value!.BaseAddress);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_preset_says_from_where_its_facts_are_and_speaks_both_languages(string key)
    {
        var preset = VendorPresets.Find(key)!;

        Assert.NotEmpty(preset.Sources);
        Assert.All(preset.Sources, source => Assert.True(Uri.TryCreate(source.Address, UriKind.Absolute, out _) && DateOnly.TryParse(source.Read, out _) && source.Evidence.Length > 0));
        Assert.All(preset.Notes, note => Assert.True(note.En.EndsWith('.') && note.Es.EndsWith('.')));
    }

    [Fact]
    public void A_blank_that_is_left_is_named()
    {
        var fault = VendorPresets.Find("infinite-campus-1.2")!.Fill(new Dictionary<string, string> { ["domain"] = "district.example", ["appName"] = " " }).Fault;

        Assert.Equal(("OR1001", "appName is missing"), (fault?.Kind.Code, fault?.Detail));
    }

    [Theory]
    [InlineData("evil.example/x?")]
    [InlineData("https://district.example")]
    [InlineData("me@evil.example")]
    [InlineData("a b")]
    public void A_blank_inside_an_address_leads_nowhere_else(string domain)
    {
        var fault = VendorPresets.Find("powerschool")!.Fill(new Dictionary<string, string>(Values) { ["domain"] = domain }).Fault;

        Assert.Equal("OR1001", fault?.Kind.Code);
    }

    [Fact]
    public void What_vendors_do_differently_is_in_the_connection()
    {
        var campus = VendorPresets.Find("infinite-campus-1.2")!.Fill(Values).Value!;
        var classLink = VendorPresets.Find("classlink-proxy")!.Fill(Values).Value!;
        var synergy = VendorPresets.Find("synergy")!.Fill(Values).Value!;
        var aeries = VendorPresets.Find("aeries")!.Fill(Values).Value!;

        Assert.Equal("https://district.example/campus/oauth2/token?appName=reflect", Assert.IsType<OAuth2Credentials>(campus.Auth).TokenAddress);
        Assert.Equal("https://oneroster-proxy.classlink.io/MoYPlyQWmG0%3D/ims/oneroster/v1p1", classLink.BaseAddress);
        Assert.Equal(("x-perm-rev", "token-1"), (classLink.Quirks.RevisionHeader, Assert.IsType<BearerCredentials>(classLink.Auth).Token));
        Assert.Equal(CredentialPlacement.Form, Assert.IsType<OAuth2Credentials>(synergy.Auth).Placement);
        Assert.True(aeries.Quirks.KeepsCookies);
    }
}
