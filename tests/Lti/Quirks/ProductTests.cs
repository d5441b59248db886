using System.Text.RegularExpressions;
using Integration.Lti.Quirks;
using Integration.Tests.Lti.Services;

namespace Integration.Tests.Lti.Quirks;

/// <summary>Which product's quirks a registration gets.</summary>
public sealed partial class ProductTests
{
    [Theory]
    [InlineData("https://lms.example.test", null, null, "other")]
    [InlineData("https://lms.example.test", "canvas", null, "canvas")]
    [InlineData("https://lms.example.test", "CANVAS", null, "canvas")]
    [InlineData("https://lms.example.test", null, "moodle", "moodle")]
    [InlineData("https://lms.example.test", "canvas", "moodle", "canvas")]
    [InlineData("https://lms.example.test", "myspace", "moodle", "other")]
    [InlineData("https://lms.example.test", "sakailms.org", "moodle", "sakai")]
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

    [Theory]
    [InlineData("canvas", false)]
    [InlineData("moodle", true)]
    [InlineData(null, true)]
    public void Every_gradebook_but_that_of_Canvas_may_ask_to_review_a_submission(string? family, bool asks)
        => Assert.Equal(asks, KnownProducts.ReviewsSubmissions(Some.Registration(new Uri("https://lms.example.test")) with { ProductFamily = family }));

    [Fact]
    public void Six_products_are_known_by_name_and_all_but_one_register_themselves()
    {
        Assert.Equal(["canvas", "schoology", "moodle", "brightspace", "blackboard", "sakai"], KnownProducts.Names);
        Assert.Equal(KnownProducts.Names.Except(["schoology"]), KnownProducts.SelfRegistering);
    }

    [Theory]
    [InlineData("https://canvas.instructure.com", true)]
    [InlineData("https://schoology.schoology.com", true)]
    [InlineData("https://blackboard.com", true)]
    [InlineData("https://canvas.maple-district.example", false)]
    [InlineData("https://maple.brightspace.com", false)]
    public void Only_an_issuer_that_a_vendors_customers_share_is_shared(string issuer, bool isShared) => Assert.Equal(isShared, KnownProducts.IsShared(issuer));

    [Fact]
    public void Only_where_tokens_are_made_out_to_another_address_there_is_an_audience()
        => Assert.Equal(
            [null, null, null, "https://api.brightspace.com/auth/token", null, null],
            KnownProducts.Names.Select(KnownProducts.TokenAudienceOf));

    [Fact]
    public void No_product_is_named_in_the_code_outside_its_own_file()
    {
        var words = KnownProducts.Names.Concat(["instructure", "d2l", "anthology"]);
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "src", "Lti"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/Quirks/", StringComparison.Ordinal)
                // A registration is written in each vendor's own words.
                && !file.Contains("/DynamicRegistration/Families/", StringComparison.Ordinal));

        // In code, also in an address, not in what a comment tells.
        var named = from file in files
                    from line in File.ReadLines(file)
                    let code = Comment().Replace(line, "")
                    where words.Any(word => code.Contains(word, StringComparison.OrdinalIgnoreCase))
                    select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(named);
    }

    [GeneratedRegex("(?<!:)//.*")]
    private static partial Regex Comment();
}
