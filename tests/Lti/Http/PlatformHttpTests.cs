using System.Net;
using Integration.Lti;
using Integration.Lti.Http;

namespace Integration.Tests.Lti.Http;

public sealed class PlatformHttpTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_public_internet_count_as_public(string address, bool expected)
        => Assert.Equal(expected, PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_refused()
    {
        using var http = new HttpClient(PlatformHttp.CreateHandler(allowPrivateAddresses: false));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://localhost:9/"), TestContext.Current.CancellationToken));

        Assert.IsType<AddressRefusedException>(refused.InnerException);
    }

    [Theory]
    [InlineData("https://tool.example.test", "https://lms.example.test/x", true)]
    [InlineData("https://tool.example.test", "http://lms.example.test/x", false)]
    [InlineData("https://tool.example.test", "https://me@lms.example.test/x", false)]
    [InlineData("http://localhost:5070", "http://127.0.0.1:5080/x", true)]
    [InlineData("http://localhost:5070", "ftp://127.0.0.1/x", false)]
    public void Plain_http_is_for_a_tool_on_a_loopback_address(string tool, string address, bool expected)
        => Assert.Equal(expected, PlatformHttp.MayCall(new Uri(address), new LtiToolOptions { PublicUrl = new Uri(tool) }));

    [Theory]
    [InlineData("http://tool.example.test")]
    [InlineData("https://tool.example.test/path")]
    [InlineData("https://tool.example.test/?q")]
    [InlineData("ftp://localhost")]
    public void A_public_address_the_protocol_cannot_work_with_stops_the_start(string address)
        => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddLti(new LtiToolOptions { PublicUrl = new Uri(address) }));
}
