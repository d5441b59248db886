using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Tests.Certification;

/// <summary>Every row of <c>vectors/logins.json</c>, over real HTTP.</summary>
public sealed class LoginVectorTests(ToolUnderTest tool) : IClassFixture<ToolUnderTest>
{
    private static readonly Dictionary<string, LoginVector> Vectors = JsonSerializer
        .Deserialize<LoginVector[]>(RepositoryFiles.Read("tests", "Certification", "vectors", "logins.json"), new JsonSerializerOptions(JsonSerializerDefaults.Web))!
        .ToDictionary(vector => vector.Name);

    public static TheoryData<string> Names => [.. Vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_login_is_sent_on_to_the_platform_or_refused_with_its_code(string name)
    {
        var vector = Vectors[name];

        using var response = await tool.Http.SendAsync(vector.ToRequest(tool.North));

        Assert.Equal(vector.Status, (int)response.StatusCode);
        if (vector.Code is not null)
        {
            Assert.Equal(vector.Code, await response.Content.ReadAsStringAsync());
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }

        if (response.Headers.Location is { } next)
        {
            Assert.StartsWith("https://lms.example.test/auth?tenant=7&", next.AbsoluteUri, StringComparison.Ordinal);
        }
    }

    private sealed record LoginVector(
        string Name, string? Path, string? Code, int Status, Dictionary<string, string>? Set, string[]? Remove, Dictionary<string, int>? Long, string? Twice, bool Post, bool Bare, string? ContentType)
    {
        public HttpRequestMessage ToRequest(PlatformUnderTest platform)
        {
            var path = Path ?? $"/lti/login/{platform.Registration.Id}";
            var parameters = Bare ? [] : Parameters(platform);
            if (!Post)
            {
                return new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString(path, parameters.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))));
            }

            var form = new FormUrlEncodedContent(parameters);
            if (ContentType is not null)
            {
                form.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
            }

            return new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        }

        private List<KeyValuePair<string, string>> Parameters(PlatformUnderTest platform)
        {
            var parameters = new Dictionary<string, string>
            {
                ["iss"] = platform.Registration.Issuer,
                ["client_id"] = platform.Registration.ClientId,
                ["login_hint"] = "hint-1",
                ["lti_message_hint"] = "{\"launch\":1}",
                ["target_link_uri"] = ToolUnderTest.Public + "/",
                ["lti_deployment_id"] = "d-1",
            };
            foreach (var (name, value) in Set ?? [])
            {
                parameters[name] = value;
            }

            foreach (var (name, length) in Long ?? [])
            {
                parameters[name] = new string('x', length);
            }

            foreach (var name in Remove ?? [])
            {
                parameters.Remove(name);
            }

            return Twice is null ? [.. parameters] : [.. parameters, KeyValuePair.Create(Twice, "again")];
        }
    }
}
