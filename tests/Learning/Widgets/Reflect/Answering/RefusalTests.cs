using System.Net;
using Integration.Learning.Widgets.Reflect;

namespace Integration.Tests.Learning.Widgets.Reflect.Answering;

/// <summary>What a student's page can get wrong has a code that a script and a person can quote.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("/app/reflect/save", "next=go", 400, "WID1108")]
    [InlineData("/app/reflect/save", "revision=0&other=x", 400, "WID1109")]
    [InlineData("/app/reflect/send", "key=", 400, "WID1108")]
    [InlineData("/app/reflect/help", "id=1&kind=step", 400, "WID1108")]
    [InlineData("/app/reflect/nowhere", "", 404, "SES1005")]
    public async Task A_malformed_request_is_refused_by_code(string address, string form, int status, string code)
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Student();

        Assert.Equal((status, true), await PostAsync(page, address, form, code));
    }

    [Theory]
    [InlineData("/app/reflect/save", "revision=0&next=go")]
    [InlineData("/app/reflect/send", "key=k1")]
    [InlineData("/app/reflect/takeback", "")]
    public async Task A_link_that_opens_no_activity_takes_no_work(string address, string form)
    {
        await using var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        using var page = host.Open(host.SessionOf(AnswerWorld.Ana, link: "elsewhere"));

        Assert.Equal((404, true), await PostAsync(page, address, form, "WID1111"));
    }

    [Fact]
    public async Task What_comes_after_sending_is_kept_and_says_so()
    {
        await using var host = await LearningHost.StartAsync();
        var activity = await host.PlaceAsync();
        using var page = host.Student();
        await page.SaveAsync(0, AnswerWorld.Complete(activity));
        await page.SendAsync("k1");

        using var late = await page.SaveAsync(99, (ReflectFields.Next, "typed too late"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("WID1110", await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains((await host.WorkAsync(activity))!.Replaced, text => text.Value == "typed too late");
    }

    private static async Task<(int Status, bool HasCode)> PostAsync(PersonClient page, string address, string form, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(form, null, "application/x-www-form-urlencoded") };
        using var answer = await page.SendAsync(request);
        return ((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(code, StringComparison.Ordinal));
    }
}
