using System.Net;
using Azure;
using Integration.Tables;

namespace Integration.Tests.Tables;

/// <summary>What a throttled, overloaded or refusing table service looks like through the port. Nothing here needs the emulator.</summary>
public sealed class AzureErrorsTests : IDisposable
{
    private static readonly Key P = Key.Of("p");
    private static readonly Key R = Key.Of("r");

    private readonly Wire wire = new();
    private int requests;

    public void Dispose() => wire.Dispose();

    public static TheoryData<string> Operations => ["find", "read", "one", "many"];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_throttled_call_is_busy_at_once_and_says_how_long_to_wait(string operation)
    {
        AnswerAlways(() => Wire.Error(HttpStatusCode.TooManyRequests, "TooManyRequests", ("Retry-After", "30")));

        var busy = await Assert.ThrowsAsync<StoreBusyException>(() => RunAsync(operation));

        Assert.Equal(TimeSpan.FromSeconds(30), busy.RetryAfter);
        Assert.Equal(1, requests);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_overloaded_service_is_asked_three_times_and_is_busy_then(string operation)
    {
        AnswerAlways(() => Wire.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy"));

        var busy = await Assert.ThrowsAsync<StoreBusyException>(() => RunAsync(operation));

        Assert.Null(busy.RetryAfter);

        // A write that was repeated is looked for before it is given up.
        Assert.Equal(operation is "one" or "many" ? 6 : 3, requests);
    }

    [Theory]
    [InlineData("Retry-After", "Mon, 02 Nov 2026 10:00:45 GMT", 45_000)]
    [InlineData("Retry-After", "Mon, 02 Nov 2026 09:00:00 GMT", null)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("Retry-After", "2", 2_000)]
    [InlineData("x-ms-retry-after-ms", "1500", 1_500)]
    public async Task The_pause_is_read_in_each_of_its_forms(string header, string value, int? milliseconds)
    {
        AnswerAlways(() => Wire.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy", (header, value), ("Date", "Mon, 02 Nov 2026 10:00:00 GMT")));

        var busy = await Assert.ThrowsAsync<StoreBusyException>(() => RunAsync("find"));

        Assert.Equal(milliseconds, busy.RetryAfter?.TotalMilliseconds);
    }

    [Fact]
    public async Task A_server_that_timed_out_is_busy()
    {
        AnswerAlways(() => Wire.Error(HttpStatusCode.InternalServerError, "OperationTimedOut"));

        await Assert.ThrowsAsync<StoreBusyException>(() => RunAsync("one"));
    }

    [Theory]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "RequestBodyTooLarge")]
    [InlineData(HttpStatusCode.BadRequest, "EntityTooLarge")]
    [InlineData(HttpStatusCode.BadRequest, "PropertyValueTooLarge")]
    public async Task What_the_service_finds_too_large_is_too_large(HttpStatusCode status, string code)
    {
        AnswerAlways(() => Wire.Error(status, code));

        await Assert.ThrowsAsync<DocumentTooLargeException>(() => RunAsync("one"));
        await Assert.ThrowsAsync<DocumentTooLargeException>(() => RunAsync("many"));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationFailure")]
    [InlineData(HttpStatusCode.NotFound, "TableNotFound")]
    [InlineData(HttpStatusCode.Conflict, "TableBeingDeleted")]
    public async Task An_error_that_is_no_refusal_stays_an_error(HttpStatusCode status, string code)
    {
        AnswerAlways(() => Wire.Error(status, code));

        var error = await Assert.ThrowsAnyAsync<RequestFailedException>(() => RunAsync("one"));

        Assert.Equal(code, error.ErrorCode);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 900 * 1024)]
    [InlineData(2, 1)]
    [InlineData(100, 1)]
    [InlineData(100, 20_000)]
    [InlineData(17, 64 * 1024)]
    [InlineData(3, 900 * 1024)]
    public async Task The_size_guard_never_counts_less_than_is_sent(int writes, int bytes)
    {
        AnswerAlways(() => Wire.Error(HttpStatusCode.BadRequest));
        var longest = Key.Of([.. Enumerable.Repeat("x", 250)]);
        var batch = new Batch(longest);
        for (var i = 0; i < writes; i++)
        {
            batch.Replace(longest.Then($"{i}"), new byte[bytes], new Revision("W/\"datetime'2026-11-02T10%3A00%3A00.0000000Z'\""));
        }

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => wire.Open().CommitAsync(batch, CancellationToken.None));

        Assert.InRange(Assert.Single(wire.WriteSizes), 1, Limits.RequestBytes(longest, [.. batch.Writes]));
    }

    private void AnswerAlways(Func<HttpResponseMessage> answer) => wire.Answer = _ =>
    {
        requests++;
        return Task.FromResult<HttpResponseMessage?>(answer());
    };

    private async Task RunAsync(string operation)
    {
        var store = wire.Open();
        var ct = CancellationToken.None;
        await (operation switch
        {
            "find" => store.FindAsync(P, R, ct),
            "read" => store.ReadAsync(P, KeyRange.All, 10, null, ct),
            "one" => store.CommitAsync(new Batch(P).Insert(R, Some.Document()), ct),
            _ => (Task)store.CommitAsync(new Batch(P).Insert(R, Some.Document()).Insert(R.Then("2"), Some.Document()), ct),
        });
    }
}
