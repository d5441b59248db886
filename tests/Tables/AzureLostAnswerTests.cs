using System.Net;
using Integration.Tables;
using Integration.Tables.AzureTables;
using Integration.Tests.RealParts;

namespace Integration.Tests.Tables;

/// <summary>A write whose answer is lost is sent again by the SDK and meets itself; the caller must not be told that somebody else was first.</summary>
public sealed class AzureLostAnswerTests(Azurite azurite) : IDisposable
{
    private readonly Wire wire = new();
    private readonly Key partition = Some.Partition();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task An_insert_that_met_itself_is_a_success()
    {
        var store = await OpenAsync();
        LoseTheNextAnswer();

        var result = await store.CommitAsync(new Batch(partition).Insert(Key.Of("nonce"), Some.Document()), Ct);

        Assert.True(result.Committed);
        Assert.Equal((await store.FindAsync(partition, Key.Of("nonce"), Ct))!.Revision, result.Revisions[0]);
    }

    [Fact]
    public async Task An_insert_that_met_an_equal_document_of_somebody_else_is_refused()
    {
        var store = await OpenAsync();
        await store.InsertAsync(partition, Key.Of("nonce"), Some.Document(), Ct);
        LoseTheNextAnswer();

        var result = await store.CommitAsync(new Batch(partition).Insert(Key.Of("nonce"), Some.Document()), Ct);

        Assert.Equal(new Conflict(0, ConflictReason.AlreadyExists), result.Conflict);
    }

    [Fact]
    public async Task A_replace_that_met_itself_is_a_success()
    {
        var store = await OpenAsync();
        var first = (await store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("1")), Ct)).Revisions[0];
        LoseTheNextAnswer();

        var second = await store.ReplaceAsync(partition, Key.Of("a"), Some.Document("2"), first, Ct);

        Assert.Equal((await store.FindAsync(partition, Key.Of("a"), Ct))!.Revision, second);
    }

    [Fact]
    public async Task A_batch_that_met_itself_is_a_success()
    {
        var store = await OpenAsync();
        var before = await store.CommitAsync(new Batch(partition).Insert(Key.Of("gone"), Some.Document()), Ct);
        LoseTheNextAnswer();

        var result = await store.CommitAsync(
            new Batch(partition).Delete(Key.Of("gone"), before.Revisions[0]).Insert(Key.Of("a"), Some.Document()).Upsert(Key.Of("b"), Some.Document()), Ct);

        Assert.True(result.Committed);
        Assert.Equal(default, result.Revisions[0]);
        Assert.Equal((await store.FindAsync(partition, Key.Of("a"), Ct))!.Revision, result.Revisions[1]);
        Assert.Equal((await store.FindAsync(partition, Key.Of("b"), Ct))!.Revision, result.Revisions[2]);
    }

    [Fact]
    public async Task A_batch_that_met_itself_gives_no_revision_of_a_row_somebody_wrote_over_since()
    {
        var store = await OpenAsync();
        var other = new AzureDocumentStore(AzureConnection.Open(
            new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = await azurite.ConnectionStringAsync() }));
        LoseTheNextAnswer(meanwhile: () => other.UpsertAsync(partition, Key.Of("a"), Some.Document("theirs"), Ct));

        var result = await store.CommitAsync(new Batch(partition).Insert(Key.Of("a"), Some.Document("ours")).Insert(Key.Of("b"), Some.Document()), Ct);
        var next = await store.CommitAsync(new Batch(partition).Replace(Key.Of("a"), Some.Document("ours again"), result.Revisions[0]), Ct);

        Assert.True(result.Committed);
        Assert.Equal(ConflictReason.Stale, next.Conflict?.Reason);
        Assert.Equal("theirs", Some.TextOf(await store.FindAsync(partition, Key.Of("a"), Ct)));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_write_is_the_same_as_a_lost_answer()
    {
        var store = await OpenAsync();
        LoseTheNextAnswer(instead: () => throw new HttpRequestException("The connection broke."));

        Assert.True(await store.InsertAsync(partition, Key.Of("a"), Some.Document(), Ct));
    }

    private async Task<IDocumentStore> OpenAsync()
    {
        var connection = await azurite.ConnectionStringAsync();

        // The wire hides the table's creation from the SDK.
        await new AzureDocumentStore(AzureConnection.Open(new TablesOptions { Provider = TablesProvider.AzureTables, AzureTables = connection }))
            .FindAsync(partition, Key.Of("none"), Ct);
        return wire.Open(connection);
    }

    private void LoseTheNextAnswer(Func<Task>? meanwhile = null, Func<HttpResponseMessage>? instead = null)
    {
        var lost = false;
        wire.Answer = async request =>
        {
            if (lost || request.Method == HttpMethod.Get)
            {
                return null;
            }

            lost = true;
            using var answer = await wire.PassAsync(request);
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return instead is null ? Wire.Error(HttpStatusCode.ServiceUnavailable, "ServerBusy") : instead();
        };
    }
}
