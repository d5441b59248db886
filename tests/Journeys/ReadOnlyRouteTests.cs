using System.Net;
using Integration.Learning.Sessions;

namespace Integration.Tests.Journeys;

/// <summary>Every address of the application that takes anything, asked by somebody who may only look.</summary>
public sealed class ReadOnlyRouteTests(ToolUnderAttack tool) : IClassFixture<ToolUnderAttack>
{
    // They keep nothing: a fresh token, a language for this page alone, the way back to the LMS.
    private static readonly string[] Harmless = ["/app/session", "/app/preferences", "/app/picker/cancel"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a mentor")]
    [InlineData("a student somebody acts for")]
    [InlineData("a teacher somebody acts for")]
    public async Task No_address_takes_anything_from_a_session_that_may_only_look(string who)
    {
        using var http = new HttpClient { BaseAddress = tool.Address };
        var before = await tool.StoreMarkAsync(Ct);
        var writing = tool.Routes
            .Where(route => route.Pattern.StartsWith("/app/", StringComparison.Ordinal) && !route.Pattern.Contains("**", StringComparison.Ordinal) && !route.Methods.Contains("GET"))
            .Select(route => route.Pattern)
            .Distinct()
            .ToList();

        Assert.True(writing.Count > 10);
        foreach (var address in writing)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("revision", "0"), new("next", "mine")]) };
            request.Headers.Add(SessionEndpoints.Header, tool.Tokens[who]);
            using var answer = await http.SendAsync(request, Ct);
            var code = answer.StatusCode == HttpStatusCode.Forbidden ? await answer.Content.ReadAsStringAsync(Ct) : "";
            Assert.True(code.Contains("SES1006", StringComparison.Ordinal) != Harmless.Contains(address), $"{address} answered {answer.StatusCode} {code}");
        }

        Assert.Equal(before, await tool.StoreMarkAsync(Ct));
    }
}
