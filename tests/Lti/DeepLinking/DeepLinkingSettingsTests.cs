using Integration.Lti.DeepLinking;

namespace Integration.Tests.Lti.DeepLinking;

public sealed class DeepLinkingSettingsTests
{
    private static readonly Uri Page = new("https://tool.example.test/page");

    private static readonly DeepLinkingSettings Everything = new()
    {
        ReturnUrl = new Uri("https://lms.example.test/return"),
        AcceptTypes = ["link", "ltiResourceLink", "file", "html", "image"],
        AcceptMultiple = true,
    };

    [Fact]
    public void Items_of_a_type_that_is_not_taken_are_left_out_and_the_rest_keeps_its_order()
    {
        ContentItem[] items = [new HtmlItem("a"), new LtiLinkItem { Title = "b" }, new ImageItem(Page), new LtiLinkItem { Title = "c" }];

        var admitted = (Everything with { AcceptTypes = ["ltiResourceLink"] }).Admit(items);

        Assert.Equal(["b", "c"], admitted.Select(item => item.Title));
        Assert.Equal(items, Everything.Admit(items));
    }

    [Fact]
    public void One_goes_back_where_one_was_asked_for()
        => Assert.Equal(new HtmlItem("a"), Assert.Single((Everything with { AcceptMultiple = false }).Admit([new HtmlItem("a"), new HtmlItem("b")])));

    [Theory]
    [InlineData("image/*", "image/png", true)]
    [InlineData("image/*,text/html", "IMAGE/png", true)]
    [InlineData("text/html", "text/html", true)]
    [InlineData("text/html", "text/htmlx", false)]
    [InlineData("image/*", "application/pdf", false)]
    [InlineData("*/*", "application/pdf", true)]
    [InlineData("", "application/pdf", true)]
    [InlineData("image/*", null, true)]
    public void A_file_goes_back_only_in_a_media_type_that_is_taken(string taken, string? mediaType, bool admitted)
    {
        var settings = Everything with { AcceptMediaTypes = taken.Split(',', StringSplitOptions.RemoveEmptyEntries) };

        Assert.Equal(admitted, settings.Admit([new FileItem(Page) { MediaType = mediaType }]).Count == 1);
        Assert.Single(settings.Admit([new LinkItem(Page)]));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(null, true)]
    [InlineData(false, false)]
    public void A_column_is_declared_unless_the_platform_said_that_it_makes_none(bool? accepted, bool declared)
    {
        var item = (LtiLinkItem)Assert.Single((Everything with { AcceptLineItem = accepted }).Admit([new LtiLinkItem { LineItem = new ItemLineItem(5) }]));

        Assert.Equal(declared, item.LineItem is not null);
    }

    [Fact]
    public void Ways_of_showing_that_are_not_taken_are_left_out()
    {
        var link = new LinkItem(Page) { Embed = "<p></p>", Iframe = new ItemFrame(), Window = new ItemWindow("w") };
        var ltiLink = new LtiLinkItem { Iframe = new ItemFrame(), Window = new ItemWindow("w") };

        var inFrames = (Everything with { AcceptPresentationTargets = ["iframe"] }).Admit([link, ltiLink]);

        Assert.Equal([new LinkItem(Page) { Iframe = new ItemFrame() }, ltiLink with { Window = null }], inFrames);
        Assert.Equal([link, ltiLink], Everything.Admit([link, ltiLink]));
    }
}
