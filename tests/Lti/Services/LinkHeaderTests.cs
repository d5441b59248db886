using CsCheck;
using Integration.Lti.Quirks;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class LinkHeaderTests
{
    private static readonly Uri Page = new("https://lms.example/course/1/members?limit=2");

    [Theory]
    [InlineData("<https://lms.example/p2>; rel=\"next\"")]
    [InlineData("<https://lms.example/p2>;rel=next")]
    [InlineData("<https://lms.example/p2>; REL=\"Next\"")]
    [InlineData("<https://lms.example/p2>; title=\"a, b; c\"; rel=\"last next\"; type=x")]
    [InlineData("<https://lms.example/p1>; rel=\"first\", <https://lms.example/p2>; rel=\"next\", <https://lms.example/p9>; rel=\"last\"")]
    [InlineData("<https://lms.example/a,b;c>; rel=\"first\",<https://lms.example/p2>; rel = \"next\"")]
    [InlineData("<https://lms.example/p1>; title=\"say \\\"rel=next\\\"\"; rel=\"prev\", <https://lms.example/p2>; rel=\"next\"")]
    [InlineData("</p2>; rel=\"next\"")]
    public void The_next_page_is_found(string header)
        => Assert.Equal("https://lms.example/p2", LinkHeader.Find([header], Page, "next", out _)?.AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("<https://lms.example/p2>")]
    [InlineData("<https://lms.example/p2>; rel=\"prev\"")]
    [InlineData("<https://lms.example/p2>; rel=\"nextish\"")]
    [InlineData("<https://lms.example/p2>; rel=\"prev\"; rel=\"next\"")]
    [InlineData("<https://lms.example/p2>; title=\"rel=next\"")]
    [InlineData("<https://lms.example/p2; rel=\"next\"")]
    [InlineData("https://lms.example/p2; rel=\"next\"")]
    public void Where_there_is_none_the_list_ends(string header)
    {
        Assert.Null(LinkHeader.Find([header], Page, "next", out var isBroken));
        Assert.False(isBroken);
    }

    [Fact]
    public void A_second_header_counts_too()
        => Assert.Equal("/p2", LinkHeader.Find(["</p1>; rel=first", "</p2>; rel=next"], Page, "next", out _)?.AbsolutePath);

    [Fact]
    public void Each_relation_of_a_header_is_found_by_its_name()
    {
        const string Header = "<https://lms.example/p2>; rel=next, <https://lms.example/since?t=1,2>; rel=\"differences\"";

        Assert.Equal("https://lms.example/p2", LinkHeader.Find([Header], Page, "next", out _)?.AbsoluteUri);
        Assert.Equal("https://lms.example/since?t=1,2", LinkHeader.Find([Header], Page, "differences", out _)?.AbsoluteUri);
    }

    [Theory]
    [InlineData("</items?type_id=1&amp;from=2>; rel=\u201cnext\u201d")]
    [InlineData("</items?type_id=1&amp;from=2>; rel=\u00e2\u0080\u009cnext\u00e2\u0080\u009d")]
    public void What_Moodle_writes_is_straightened_for_Moodle_alone(string header)
    {
        Assert.Equal("?type_id=1&from=2", LinkHeader.Find([ProductQuirks.Find("moodle")!.StraightenLink(header)], Page, "next", out _)?.Query);
        Assert.Equal(header, ProductQuirks.Find("canvas")!.StraightenLink(header));
    }

    [Fact]
    public void An_address_that_can_not_be_read_is_not_the_end_of_the_list()
    {
        Assert.Null(LinkHeader.Find(["<https://:nowhere>; rel=next"], Page, "next", out var isBroken));
        Assert.True(isBroken);
    }

    [Fact]
    public void Any_text_is_read_to_its_end()
        => Gen.String[Gen.Char["<>;,=\"\\ relnxt/"], 0, 40]
            .Sample(header => LinkHeader.Find([header], Page, "next", out _) is null or { IsAbsoluteUri: true });
}
