using Integration.Lti.Quirks;
using Integration.Tests.Lti.Services;

namespace Integration.Tests.Lti.Quirks;

/// <summary>Which product's quirks a registration gets.</summary>
public sealed class ProductTests
{
    [Theory]
    [InlineData("https://lms.example.test", null, null, "other")]
    [InlineData("https://lms.example.test", "canvas", null, "canvas")]
    [InlineData("https://lms.example.test", "CANVAS", null, "canvas")]
    [InlineData("https://lms.example.test", null, "moodle", "moodle")]
    [InlineData("https://lms.example.test", "canvas", "moodle", "canvas")]
    [InlineData("https://lms.example.test", "sakai", "moodle", "other")]
    [InlineData("https://lms.example.test", "desire2learn", null, "brightspace")]
    [InlineData("https://lms.example.test", "BlackboardLearn", null, "blackboard")]
    [InlineData("https://canvas.instructure.com", null, null, "canvas")]
    [InlineData("https://canvas.beta.instructure.com", null, null, "canvas")]
    [InlineData("https://schoology.schoology.com", null, null, "schoology")]
    [InlineData("https://blackboard.com", null, null, "blackboard")]
    [InlineData("https://blackboard.com/", null, null, "other")]
    [InlineData("https://canvas.instructure.com.attacker.example", null, null, "other")]
    public void The_registration_decides_then_the_launch_then_the_issuer(string issuer, string? registered, string? launched, string product)
    {
        var registration = Some.Registration(new Uri("https://lms.example.test")) with { Issuer = issuer, ProductFamily = registered };

        Assert.Equal(product, ProductQuirks.Of(registration, launched).Name);
    }

    [Fact]
    public void Five_products_are_known_by_name() => Assert.Equal(["canvas", "schoology", "moodle", "brightspace", "blackboard"], KnownProducts.Names);

    [Fact]
    public void Only_where_tokens_are_made_out_to_another_address_there_is_an_audience()
        => Assert.Equal(
            [null, null, null, "https://api.brightspace.com/auth/token", null],
            KnownProducts.Names.Select(KnownProducts.TokenAudienceOf));

    [Fact]
    public void No_product_is_named_in_the_code_outside_its_own_file()
    {
        var words = KnownProducts.Names.Concat(["instructure", "d2l", "anthology"]);
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src", "Lti"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/Quirks/", StringComparison.Ordinal)
                // A registration is written in each vendor's own words.
                && !file.Contains("/DynamicRegistration/", StringComparison.Ordinal));

        // In code, not in what a comment tells.
        var named = from file in files
                    from line in File.ReadLines(file)
                    let code = line.Split("//")[0]
                    where words.Any(word => code.Contains(word, StringComparison.OrdinalIgnoreCase))
                    select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(named);
    }
}
