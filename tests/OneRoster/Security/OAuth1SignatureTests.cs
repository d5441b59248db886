using Integration.OneRoster.Security;

namespace Integration.Tests.OneRoster.Security;

/// <summary>Signatures against the example of RFC 5849 and against values that another implementation (Python's hmac and urllib) computed.</summary>
public sealed class OAuth1SignatureTests
{
    private const string Nonce = "7d8f3e4a";
    private const long Timestamp = 1795435200;

    [Fact]
    public void The_example_of_RFC_5849_has_its_base_string()
    {
        // The RFC's example has a form and a token too; both are parameters like any other.
        KeyValuePair<string, string>[] parameters =
        [
            new("c2", ""), new("a3", "2 q"), new("oauth_consumer_key", "9djdj82h48djs9d2"), new("oauth_token", "kkk9d7dh3k39sjv7"),
            new("oauth_signature_method", "HMAC-SHA1"), new("oauth_timestamp", "137131201"), new("oauth_nonce", "7d8f3e4a"),
        ];

        var text = OAuth1Signature.BaseString(HttpMethod.Post, new Uri("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"), parameters);

        Assert.Equal(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2"
            + "%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
            text);
    }

    [Theory]
    [InlineData(
        "https://sis.example/ims/oneroster/v1p1/users?limit=1000&offset=0&filter=dateLastModified%3E%272026-11-01T00%3A00%3A00.000Z%27", "key 1",
        "GET&https%3A%2F%2Fsis.example%2Fims%2Foneroster%2Fv1p1%2Fusers&filter%3DdateLastModified%253E%25272026-11-01T00%253A00%253A00.000Z%2527%26limit%3D1000%26oauth_consumer_key%3Dkey%25201%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1795435200%26oauth_version%3D1.0%26offset%3D0")]
    [InlineData(
        "https://SIS.example:443/ims/oneroster/v1p1/orgs?filter=name%3D%27Jos%C3%A9%20O%27%27Neil%27", "k",
        "GET&https%3A%2F%2Fsis.example%2Fims%2Foneroster%2Fv1p1%2Forgs&filter%3Dname%253D%2527Jos%25C3%25A9%2520O%2527%2527Neil%2527%26oauth_consumer_key%3Dk%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1795435200%26oauth_version%3D1.0")]
    [InlineData(
        "http://sis.example:8080/v1p1/classes?a=2&a=1&a=%20&b&c=%28x%2A%29", "k",
        "GET&http%3A%2F%2Fsis.example%3A8080%2Fv1p1%2Fclasses&a%3D%2520%26a%3D1%26a%3D2%26b%3D%26c%3D%2528x%252A%2529%26oauth_consumer_key%3Dk%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1795435200%26oauth_version%3D1.0")]
    public void A_base_string_survives_quotes_spaces_ports_and_doubles(string address, string key, string expected)
    {
        KeyValuePair<string, string>[] oauth =
        [
            new("oauth_version", "1.0"), new("oauth_consumer_key", key), new("oauth_nonce", Nonce), new("oauth_signature_method", "HMAC-SHA1"), new("oauth_timestamp", "1795435200"),
        ];

        Assert.Equal(expected, OAuth1Signature.BaseString(HttpMethod.Get, new Uri(address), oauth));
    }

    [Theory]
    [InlineData(0, "KOoa/OX/yJNOEhx118Y/DA475phJ+0sHCzaJZlLDx0Y=", "RGW8cit9b+OaE0l1JMrwu6sZjgs=")]
    [InlineData(1, "1wX3sIm1REPrwCmQn+s2nEtCRsmqJRLoqn46zweR/0o=", "CWHQQf1tyxkD0bbKI3Aov7OXAwo=")]
    [InlineData(2, "PQY/570mcdViAk8LYX7i9DXxfNUn/oIOsxK2XhondMo=", "dU5NM9sFai51zD6yGqEpRhAVqCE=")]
    public void Both_signatures_are_those_of_another_implementation(int which, string sha256, string sha1)
    {
        var (address, key, secret) = which switch
        {
            0 => ("https://sis.example/ims/oneroster/v1p1/users?limit=1000&offset=0&filter=dateLastModified%3E%272026-11-01T00%3A00%3A00.000Z%27", "key 1", "s&cr=t'!"),
            1 => ("https://SIS.example:443/ims/oneroster/v1p1/orgs?filter=name%3D%27Jos%C3%A9%20O%27%27Neil%27", "k", "s"),
            _ => ("http://sis.example:8080/v1p1/classes?a=2&a=1&a=%20&b&c=%28x%2A%29", "k", "s"),
        };
        var credentials = new OAuth1Credentials { ConsumerKey = key, ConsumerSecret = secret };

        var strong = OAuth1Signature.Parameter(HttpMethod.Get, new Uri(address), credentials, SignatureMethod.HmacSha256, Nonce, Timestamp);
        var weak = OAuth1Signature.Parameter(HttpMethod.Get, new Uri(address), credentials, SignatureMethod.HmacSha1, Nonce, Timestamp);

        Assert.EndsWith($"oauth_signature=\"{Uri.EscapeDataString(sha256)}\"", strong, StringComparison.Ordinal);
        Assert.EndsWith($"oauth_signature=\"{Uri.EscapeDataString(sha1)}\"", weak, StringComparison.Ordinal);
        Assert.StartsWith($"oauth_consumer_key=\"{Uri.EscapeDataString(key)}\", oauth_nonce=\"7d8f3e4a\", oauth_signature_method=\"HMAC-SHA256\", oauth_timestamp=\"1795435200\", oauth_version=\"1.0\"", strong, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_leaves_only_the_unreserved_characters()
        => Assert.Equal("%21%27%28%29%2A%20%2B%26%3D%2F~-._%C3%B1", OAuth1Signature.Encode("!'()* +&=/~-._ñ"));
}
