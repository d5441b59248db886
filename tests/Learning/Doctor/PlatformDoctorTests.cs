using Integration.Learning.Doctor;
using Integration.Learning.Pages;
using Integration.Learning.Platforms;
using Integration.Lti;
using Integration.Lti.Registrations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning.Doctor;

/// <summary>Each check has its time, and none hides the others.</summary>
public sealed class PlatformDoctorTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static PlatformRecord Platform { get; } = new()
    {
        Id = "p7k2m4",
        Name = "Maple",
        Issuer = "https://lms.example.org",
        ClientId = "client-1",
        AuthorizationEndpoint = new Uri("https://lms.example.org/auth"),
        TokenEndpoint = new Uri("https://lms.example.org/token"),
        JwksUri = new Uri("https://lms.example.org/jwks"),
        TokenAudience = "https://lms.example.org/token",
        Deployments = [new DeploymentRecord("d-1", DeploymentStatus.Approved, "default", DateTimeOffset.UnixEpoch)],
        FrameOrigins = [],
        ServiceHosts = [],
        AddedAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public async Task A_check_that_breaks_and_one_that_hangs_leave_the_others_their_say()
    {
        var hangs = new TaskCompletionSource<IReadOnlyList<Finding>>();
        var doctor = Doctor(
            new Check(CheckArea.Keys, _ => throw new InvalidOperationException("secret text")),
            new Check(CheckArea.Members, _ => hangs.Task),
            new Check(CheckArea.ToolKeys, _ => Task.FromResult<IReadOnlyList<Finding>>([new Finding(CheckArea.ToolKeys, FindingState.Ok, "CHK1801", "kid", "2026-09-01")])));

        var checking = doctor.CheckAsync(CheckSubject.Of(Platform, null), Ct);
        Assert.False(checking.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(10));
        var report = await checking;

        Assert.Equal(["CHK1901", "CHK1902", "CHK1801"], report.Findings.Select(finding => finding.Code));
        Assert.True(report.HasFailed);
        Assert.DoesNotContain("secret text", report.ToText(new Words("en", TimeZoneInfo.Utc)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "[Does not work] CHK1002: The keys of the LMS could not be read at lms.example.org")]
    [InlineData("es", "[No funciona] CHK1002: No se pudieron leer las claves del LMS en lms.example.org")]
    public async Task The_report_is_text_in_either_language_and_a_strangers_id_does_not_steer_a_terminal(string language, string expected)
    {
        var doctor = Doctor(new Check(CheckArea.Keys, _ => Task.FromResult<IReadOnlyList<Finding>>(
        [
            new Finding(CheckArea.Keys, FindingState.Failed, "CHK1002", "lms.example.org"),
            new Finding(CheckArea.Deployments, FindingState.Ok, "CHK1205", "d-\u001b[2J"),
        ])));

        var text = (await doctor.CheckAsync(CheckSubject.Of(Platform, null), Ct)).ToText(new Words(language, TimeZoneInfo.Utc));

        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Contains("2026-09-14 08:30", text, StringComparison.Ordinal);
        Assert.Contains("https://lms.example.org", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Theory]
    [InlineData("en", 1, "The clocks differ by 1 second.")]
    [InlineData("en", 0, "The clocks differ by 0 seconds.")]
    [InlineData("es", 1, "Los relojes difieren en 1 segundo.")]
    [InlineData("es", 2, "Los relojes difieren en 2 segundos.")]
    public void A_sentence_bends_to_its_number(string language, int seconds, string expected)
    {
        var finding = new Finding(CheckArea.Clock, FindingState.Ok, "CHK1101", seconds) { IsCounted = true };

        Assert.Equal(expected, DoctorReport.Sentence(finding, new Words(language, TimeZoneInfo.Utc)));
    }

    [Fact]
    public void One_refused_launch_is_said_in_one_sentence_with_all_its_facts()
    {
        var finding = new Finding(CheckArea.Launches, FindingState.Warning, "CHK1402", 1, 5, "LTI2007", "K7MPQ2RS") { IsCounted = true };

        Assert.Equal("1 of the last 5 launches was refused with LTI2007, under the reference K7MPQ2RS.", DoctorReport.Sentence(finding, new Words("en", TimeZoneInfo.Utc)));
    }

    private PlatformDoctor Doctor(params ICheck[] checks)
        => new(checks, new LtiToolOptions { PublicUrl = new Uri("https://tool.example.org") }, clock, NullLogger<PlatformDoctor>.Instance);

    private sealed class Check(CheckArea area, Func<CancellationToken, Task<IReadOnlyList<Finding>>> look) : ICheck
    {
        public CheckArea Area => area;

        public Task<IReadOnlyList<Finding>> LookAsync(CheckSubject subject, CancellationToken ct) => look(ct);
    }
}
