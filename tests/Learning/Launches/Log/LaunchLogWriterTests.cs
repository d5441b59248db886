using Integration.Learning.Launches.Log;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Integration.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Integration.Tests.Learning.Launches.Log;

/// <summary>When lines are written, and what becomes of them while the store is away.</summary>
public sealed class LaunchLogWriterTests
{
    private static readonly RegistrationId Platform = new("p7k2m4");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.Zero));
    private readonly Mock<IDocumentStore> store = new(MockBehavior.Strict);
    private readonly List<Batch> written = [];
    private readonly LaunchLog log;
    private readonly LaunchLogWriter writer;

    public LaunchLogWriterTests()
    {
        log = new LaunchLog(clock);
        writer = new LaunchLogWriter(log, new LaunchLogStore(store.Object, clock), clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IReadOnlyList<Batch> Pages
    {
        get
        {
            lock (written)
            {
                return [.. written.Where(batch => batch.Partition != LaunchLogKeys.Days)];
            }
        }
    }

    [Fact]
    public async Task A_line_is_noted_without_the_store()
    {
        log.Note(Platform, Line("W3XYZ9AB"));
        store.VerifyNoOtherCalls();

        Answers();
        await writer.WriteAsync(Ct);
        await writer.WriteAsync(Ct);

        Assert.Single(Pages);
    }

    [Fact]
    public async Task A_page_whose_answer_was_lost_is_written_under_the_same_key_again()
    {
        log.Note(Platform, Line("W3XYZ9AB"));
        Answers(failures: 2);

        await Assert.ThrowsAsync<StoreBusyException>(() => writer.WriteAsync(Ct));
        await Assert.ThrowsAsync<StoreBusyException>(() => writer.WriteAsync(Ct));
        log.Note(Platform, Line("LATERxxx"));
        await writer.WriteAsync(Ct);

        var rows = Pages.Select(batch => batch.Writes.Single().Row).ToList();
        Assert.Equal(2, rows.Distinct().Count());
        Assert.Equal(rows[0], rows[1]);
    }

    [Fact]
    public async Task The_host_writes_some_seconds_after_the_first_line_and_once_more_when_it_stops()
    {
        Answers();
        using var host = new WriteLaunchLog(log, writer, clock, NullLogger<WriteLaunchLog>.Instance);
        await host.StartAsync(Ct);
        log.Note(Platform, Line("W3XYZ9AB"));
        while (Pages.Count == 0)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Ct);
        }

        log.Note(Platform, Line("LATERxxx"));
        await host.StopAsync(Ct);

        Assert.Equal(2, Pages.Count);
    }

    private LaunchLine Line(string reference) => new() { At = clock.GetUtcNow(), Reference = reference, Outcome = LaunchOutcome.Admitted };

    // The first page arrives, and its answer does not.
    private void Answers(int failures = 0) => store.Setup(port => port.CommitAsync(It.IsAny<Batch>(), It.IsAny<CancellationToken>()))
        .Returns((Batch batch, CancellationToken _) =>
        {
            lock (written)
            {
                written.Add(batch);
            }

            return batch.Partition != LaunchLogKeys.Days && failures-- > 0
                ? throw new StoreBusyException("busy", null)
                : Task.FromResult(new CommitResult([default], null));
        });
}
