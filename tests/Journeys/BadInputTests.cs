using System.Text.RegularExpressions;
using Integration.Learning.Sessions;

namespace Integration.Tests.Journeys;

/// <summary>Whatever is sent, to whatever address, by whomever: a 4xx with a code or a page, and an untouched store, or an honest 2xx or 3xx; never a 5xx.</summary>
public sealed class BadInputTests(ToolUnderAttack tool) : IClassFixture<ToolUnderAttack>
{
    private static readonly string[] EveryMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "SPELL"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Odd_bodies_from_people_with_every_role()
    {
        using var client = new HostileClient(tool);
        foreach (var (address, method) in Addresses().Where(route => route.Method != "GET"))
        {
            foreach (var (who, token) in Callers(address))
            {
                foreach (var (what, content) in BadRequests.Bodies)
                {
                    await client.SendAsync(method, address, $"{what}, sent by {who}", token, content(), Ct);
                }
            }
        }

        await AssertUnharmedAsync(client);
    }

    [Fact]
    public async Task Addresses_with_odd_parts_and_queries_from_people_with_every_role()
    {
        using var client = new HostileClient(tool);
        foreach (var (pattern, methods) in tool.Routes)
        {
            foreach (var (who, token) in Callers(pattern))
            {
                foreach (var value in pattern.Contains('{', StringComparison.Ordinal) ? BadRequests.RouteValues : [])
                {
                    await client.SendAsync(methods[0], Filled(pattern, value), $"{value.Length} letters in its path, by {who}", token, null, Ct);
                }

                foreach (var query in BadRequests.Queries)
                {
                    await client.SendAsync(methods[0], Filled(pattern, tool.ActivityId) + query, $"an odd query, by {who}", token, null, Ct);
                }
            }
        }

        await AssertUnharmedAsync(client);
    }

    [Fact]
    public async Task Every_method_at_every_address()
    {
        using var client = new HostileClient(tool);
        foreach (var pattern in tool.Routes.Select(route => route.Pattern).Distinct())
        {
            foreach (var method in EveryMethod)
            {
                await client.SendAsync(method, Filled(pattern, tool.ActivityId), "no body", null, null, Ct);
            }
        }

        await AssertUnharmedAsync(client);
    }

    [Fact]
    public async Task A_token_that_opens_nothing_is_refused_at_every_address_behind_a_session()
    {
        using var client = new HostileClient(tool);
        foreach (var (address, method) in Addresses().Where(route => NeedsSession(route.Address)))
        {
            foreach (var (what, (token, code)) in tool.NoTokens)
            {
                var answer = await client.SendAsync(method, address, what, token, null, Ct);
                Assert.True(answer.Status is 401 or 403 && answer.Body.Contains(code, StringComparison.Ordinal), $"{method} {address} with {what}: {answer.Status} {answer.Body}");
            }
        }

        await AssertUnharmedAsync(client);
    }

    [Fact]
    public async Task A_body_that_is_too_large()
    {
        using var client = new HostileClient(tool);
        foreach (var (address, method) in Addresses().Where(route => route.Method != "GET"))
        {
            foreach (var who in new[] { "a learner", "an instructor", "a teacher who picks" })
            {
                var token = NeedsSession(address) ? $"{SessionEndpoints.Header}: {tool.Tokens[who]}\r\n" : "";
                await client.SendRawAsync(method, address, $"{token}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {BadRequests.Huge}\r\n", Ct);
            }
        }

        await AssertUnharmedAsync(client);
    }

    [Fact]
    public async Task Targets_that_no_browser_sends()
    {
        using var client = new HostileClient(tool);
        foreach (var target in BadRequests.RawTargets)
        {
            await client.SendRawAsync("GET", target, "", Ct);
            await client.SendRawAsync("POST", target, "Content-Length: 0\r\n", Ct);
        }

        await AssertUnharmedAsync(client);
    }

    private static bool NeedsSession(string address) => address.StartsWith("/app/", StringComparison.Ordinal);

    private static string Filled(string pattern, string value) => Regex.Replace(pattern, @"\{[^}]+\}", value);

    private IEnumerable<(string Address, string Method)> Addresses() =>
        tool.Routes.SelectMany(route => route.Methods.Select(method => (Filled(route.Pattern, tool.ActivityId), method)));

    private IEnumerable<(string Who, string? Token)> Callers(string address) =>
        NeedsSession(address) ? tool.Tokens.Select(token => (token.Key, (string?)token.Value)).Append(("nobody", null)) : [("anybody", null)];

    private async Task AssertUnharmedAsync(HostileClient client)
    {
        Assert.True(client.Sent > 0);
        Assert.True(client.Faults.Count == 0, $"{client.Faults.Count} of {client.Sent}:\n{string.Join('\n', client.Faults.Take(60))}");
        Assert.Equal(200, (await client.SendAsync("GET", "/health", "good manners", null, null, Ct)).Status);
    }
}
