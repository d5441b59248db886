using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("https://lms.example/lineitem", "https://lms.example/lineitem/scores")]
    [InlineData("https://lms.example/lineitem/", "https://lms.example/lineitem/scores")]
    [InlineData("https://lms.example/3/lineitem?type_id=7", "https://lms.example/3/lineitem/scores?type_id=7")]
    [InlineData("https://lms.example/a%2Fb/lineitem?x=%2F#part", "https://lms.example/a%2Fb/lineitem/scores?x=%2F")]
    public void A_suffix_goes_before_the_query(string address, string expected)
        => Assert.Equal(expected, new Uri(address).WithPathSuffix("/scores").AbsoluteUri);

    [Theory]
    [InlineData("https://lms.example/items", "https://lms.example/items?resource_link_id=a%2Fb%26c")]
    [InlineData("https://lms.example/items?type_id=1", "https://lms.example/items?type_id=1&resource_link_id=a%2Fb%26c")]
    [InlineData("https://lms.example/items?resource_link_id=old&x=%2F", "https://lms.example/items?x=%2F&resource_link_id=a%2Fb%26c")]
    public void A_query_value_is_merged_into_what_is_there(string address, string expected)
        => Assert.Equal(expected, new Uri(address).WithQuery("resource_link_id", "a/b&c").AbsoluteUri);

    [Theory]
    [InlineData("https://lms.example/members?memberships=10843&rlid=7", "https://lms.example/members?memberships=10843&rlid=7&limit=100")]
    [InlineData("https://lms.example/members?limit=5", "https://lms.example/members?limit=5")]
    public void A_default_query_value_yields_to_the_platforms_own(string address, string expected)
        => Assert.Equal(expected, new Uri(address).WithDefaultQuery("limit", "100").AbsoluteUri);
}
