using CsCheck;
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
    [InlineData("<https://lms.example/p2>; rel=\u201cnext\u201d")]
    [InlineData("<https://lms.example/p2>; rel=\u00e2\u0080\u009cnext\u00e2\u0080\u009d")]
    public void The_next_page_is_found(string header)
        => Assert.Equal("https://lms.example/p2", LinkHeader.Next([header], Page, out _)?.AbsoluteUri);

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
        Assert.Null(LinkHeader.Next([header], Page, out var isBroken));
        Assert.False(isBroken);
    }

    [Fact]
    public void A_second_header_counts_too()
        => Assert.Equal("/p2", LinkHeader.Next(["</p1>; rel=first", "</p2>; rel=next"], Page, out _)?.AbsolutePath);

    [Fact]
    public void Html_ampersands_in_the_address_are_undone()
        => Assert.Equal("?type_id=1&from=2", LinkHeader.Next(["</items?type_id=1&amp;from=2>; rel=next"], Page, out _)?.Query);

    [Fact]
    public void An_address_that_can_not_be_read_is_not_the_end_of_the_list()
    {
        Assert.Null(LinkHeader.Next(["<https://:nowhere>; rel=next"], Page, out var isBroken));
        Assert.True(isBroken);
    }

    [Fact]
    public void Any_text_is_read_to_its_end()
        => Gen.String[Gen.Char["<>;,=\"\\ relnxt/"], 0, 40]
            .Sample(header => LinkHeader.Next([header], Page, out _) is null or { IsAbsoluteUri: true });
}
