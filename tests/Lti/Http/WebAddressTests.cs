using Integration.Lti.Http;

namespace Integration.Tests.Lti.Http;

public sealed class WebAddressTests
{
    [Theory]
    [InlineData("https://lms.example.org/a?b#c", "https://lms.example.org")]
    [InlineData("https://LMS.Example.org:443/", "https://lms.example.org")]
    [InlineData("https://lms.example.org:8443", "https://lms.example.org:8443")]
    [InlineData("http://127.0.0.1:5080/x", "http://127.0.0.1:5080")]
    [InlineData("https://[2001:DB8::1]:444/", "https://[2001:db8::1]:444")]
    [InlineData("https://[fe80::1%25eth0]/", "https://[fe80::1]")]
    [InlineData("https://a_b.example", "https://a_b.example")]
    [InlineData("https://b\u00FCcher.example", "https://xn--bcher-kva.example")]
    [InlineData("https://a\u3002b", "https://a.b")]
    [InlineData("https://fa\u00DF.de", "https://xn--fa-hia.de")]
    public void An_origin_is_in_ascii(string text, string origin)
    {
        Assert.True(WebAddress.TryRead(text, out var address));
        Assert.Equal(origin, WebAddress.Origin(address));
    }

    [Theory]
    [InlineData("mailto:")]
    [InlineData("urn:lti:x")]
    public void An_address_without_a_host_has_no_origin(string text)
    {
        Assert.True(WebAddress.TryRead(text, out var address));
        Assert.Null(WebAddress.Origin(address));
    }

    [Fact]
    public void No_character_of_a_host_becomes_one_that_a_header_or_a_policy_reads_as_its_own()
    {
        for (var character = '\u0001'; character < '\uFFFF'; character++)
        {
            foreach (var host in new[] { $"a{character}b.example", $"{character}", $"a.{character}" })
            {
                if (WebAddress.TryRead($"https://{host}/", out var address) && WebAddress.Origin(address) is { } origin)
                {
                    Assert.Matches(@"^https://[A-Za-z0-9._-]+\z", origin.Replace(":443", "", StringComparison.Ordinal));
                }
            }
        }
    }
}
