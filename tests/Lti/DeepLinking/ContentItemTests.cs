using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Lti.DeepLinking;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.DeepLinking;

/// <summary>The five item types of Deep Linking 2.0 chapter 3, every member of each, as JSON.</summary>
public sealed class ContentItemTests
{
    private static readonly Uri Page = new("https://tool.example.test/page?a=1");
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 30, 0, TimeSpan.FromHours(-6));

    [Fact]
    public void An_LTI_link_carries_every_member() => Matches(
        """
        {"type":"ltiResourceLink","title":"Lab","text":"Density",
         "url":"https://tool.example.test/page?a=1",
         "icon":{"url":"https://tool.example.test/i.png","width":16,"height":16},
         "thumbnail":{"url":"https://tool.example.test/t.png"},
         "window":{"targetName":"lab","width":800,"height":600,"windowFeatures":"menubar=no"},
         "iframe":{"width":700,"height":500},
         "custom":{"activity":"a1","due":"$ResourceLink.submission.endDateTime"},
         "lineItem":{"scoreMaximum":7.5,"label":"Lab grade","resourceId":"a1","tag":"leap:LL.3","gradesReleased":false,
           "submissionReview":{"reviewableStatus":["Submitted","Completed"],"label":"Open the reflection","url":"https://tool.example.test/page?a=1","custom":{"k":"v"}}},
         "available":{"startDateTime":"2026-09-07T14:30:00.000Z"},
         "submission":{"startDateTime":"2026-09-07T14:30:00.000Z","endDateTime":"2026-09-08T14:30:00.000Z"}}
        """,
        new LtiLinkItem
        {
            Title = "Lab",
            Text = "Density",
            Url = Page,
            Icon = new ItemImage(new Uri("https://tool.example.test/i.png"), 16, 16),
            Thumbnail = new ItemImage(new Uri("https://tool.example.test/t.png")),
            Window = new ItemWindow("lab", 800, 600, "menubar=no"),
            Iframe = new ItemFrame(Page, 700, 500),
            Custom = new Dictionary<string, string> { ["activity"] = "a1", ["due"] = "$ResourceLink.submission.endDateTime" },
            LineItem = new ItemLineItem(7.5m)
            {
                Label = "Lab grade",
                ResourceId = "a1",
                Tag = "leap:LL.3",
                GradesReleased = false,
                SubmissionReview = new SubmissionReview
                {
                    ReviewableStatus = [ActivityProgress.Submitted, ActivityProgress.Completed],
                    Label = "Open the reflection",
                    Url = Page,
                    Custom = new Dictionary<string, string> { ["k"] = "v" },
                },
            },
            Available = new ItemDates(Monday, null),
            Submission = new ItemDates(Monday, Monday.AddDays(1)),
        });

    [Fact]
    public void An_LTI_link_needs_nothing_but_its_type() => Matches("""{"type":"ltiResourceLink","custom":{}}""", new LtiLinkItem { Available = new ItemDates(null, null) });

    [Fact]
    public void A_web_page_can_be_embedded_framed_and_opened_in_a_window() => Matches(
        """
        {"type":"link","url":"https://tool.example.test/page?a=1","title":"Page","text":"About","icon":{"url":"https://tool.example.test/i.png"},
         "thumbnail":{"url":"https://tool.example.test/t.png","width":90,"height":60},
         "embed":{"html":"<p>hi</p>"},"window":{"targetName":"w"},"iframe":{"src":"https://tool.example.test/page?a=1","width":1,"height":2}}
        """,
        new LinkItem(Page)
        {
            Title = "Page",
            Text = "About",
            Icon = new ItemImage(new Uri("https://tool.example.test/i.png")),
            Thumbnail = new ItemImage(new Uri("https://tool.example.test/t.png"), 90, 60),
            Embed = "<p>hi</p>",
            Window = new ItemWindow("w"),
            Iframe = new ItemFrame(null, 1, 2),
        });

    [Fact]
    public void A_file_says_until_when_it_can_be_fetched() => Matches(
        """{"type":"file","url":"https://tool.example.test/page?a=1","title":"f.pdf","expiresAt":"2026-09-07T14:30:00.000Z","mediaType":"application/pdf"}""",
        new FileItem(Page) { Title = "f.pdf", ExpiresAt = Monday, MediaType = "application/pdf" });

    [Fact]
    public void A_fragment_and_a_picture_are_as_short_as_they_can_be()
    {
        Matches("""{"type":"html","html":"<b>x</b>","title":"t","text":"x"}""", new HtmlItem("<b>x</b>") { Title = "t", Text = "x" });
        Matches("""{"type":"image","url":"https://tool.example.test/page?a=1","width":3,"height":4}""", new ImageItem(Page) { Width = 3, Height = 4 });
    }

    [Fact]
    public void A_vendors_own_member_is_kept_only_under_a_full_address() => Matches(
        """{"type":"html","html":"x","https://vendor.example.test/x":{"a":1}}""",
        new HtmlItem("x")
        {
            Extensions = new Dictionary<string, JsonElement> { ["https://vendor.example.test/x"] = JsonElement.Parse("""{"a":1}"""), ["url"] = JsonElement.Parse("1") },
        });

    private static void Matches(string expected, ContentItem item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            ContentItemJson.Write(json, item);
        }

        var written = JsonNode.Parse(buffer.WrittenSpan);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), written), written!.ToJsonString());
    }
}
