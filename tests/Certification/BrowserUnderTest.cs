using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Tests.Certification;

/// <summary>Walks one browser through a login, so that a test can post any launch it likes with the state, nonce and cookie of a real one.</summary>
internal sealed record BrowserUnderTest(IToolUnderTest Tool, string State, string Nonce, string Cookie, JsonNode? Storage)
{
    /// <summary>Begins a login at the platform's own login address.</summary>
    public static Task<BrowserUnderTest> LogInAsync(IToolUnderTest tool, PlatformUnderTest platform, string? storageTarget = null, string loginHint = "hint-1")
    {
        var query = new Dictionary<string, string?>
        {
            ["iss"] = platform.Registration.Issuer,
            ["client_id"] = platform.Registration.ClientId,
            ["login_hint"] = loginHint,
            ["lti_message_hint"] = "{\"launch\":1}",
            ["target_link_uri"] = tool.Origin + "/",
            ["lti_storage_target"] = storageTarget,
        };
        return FollowAsync(tool, QueryHelpers.AddQueryString($"/lti/login/{platform.Registration.Id}", query));
    }

    /// <summary>Opens a login address and keeps what the browser would keep.</summary>
    public static async Task<BrowserUnderTest> FollowAsync(IToolUnderTest tool, string address)
    {
        using var response = await tool.Http.GetAsync(address);
        var storage = (int)response.StatusCode == 200 ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null;
        var next = storage is null ? response.Headers.Location : new Uri((string)storage["next"]!);
        Assert.NotNull(next);
        var query = QueryHelpers.ParseQuery(next.Query);
        var cookie = response.Headers.GetValues("Set-Cookie").Last().Split(';')[0];
        return new BrowserUnderTest(tool, query["state"].ToString(), query["nonce"].ToString(), cookie, storage);
    }

    /// <summary>Posts the platform's answer.</summary>
    public Task<Answer> LaunchAsync(string token, bool withCookie = true) => PostAsync("/lti/launch", withCookie, ("id_token", token), ("state", State));

    /// <summary>Posts any form.</summary>
    public Task<Answer> PostAsync(string address, bool withCookie, params (string Name, string Value)[] fields)
        => SendAsync(address, withCookie, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Posts any body.</summary>
    public async Task<Answer> SendAsync(string address, bool withCookie, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (withCookie)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        using var response = await Tool.Http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }
}

/// <summary>A tool behind real HTTP, whatever it is made of.</summary>
internal interface IToolUnderTest
{
    /// <summary>Follows no redirect and keeps no cookie: a test carries its own.</summary>
    HttpClient Http { get; }

    /// <summary>The tool's own clock.</summary>
    TimeProvider Time { get; }

    /// <summary>Where its public address begins.</summary>
    string Origin { get; }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers);
