using Integration.Learning.Jobs;
using Integration.Learning.Roster.Sources;
using Integration.Learning.Sessions;
using Integration.Lti.Launch;
using Integration.Tests.Functions;

namespace Integration.Tests.Learning.Roster.Admin;

/// <summary>The Learning room with an administrator at its door, and a package that a SIS drops.</summary>
internal sealed class AdminWorld : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("admin-").FullName;

    private AdminWorld(LearningHost host) => Host = host;

    internal LearningHost Host { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static async Task<AdminWorld> OpenAsync()
    {
        var host = await LearningHost.StartAsync();
        await host.PlaceAsync();
        return new AdminWorld(host);
    }

    internal Session Admin(string language = "en") => Host.SessionOf("admin", CourseRole.None, language: language) with { IsAdministrator = true };

    internal void Drop(int students) => SmallPackage.Write(folder, students);

    /// <summary>Forty students, and the next morning ten.</summary>
    internal async Task<RosterSource> HoldAsync()
    {
        Drop(students: 40);
        var source = await AddAsync();
        await Host.Get<RosterSourceStore>().WantAsync(LearningHost.District, "sis", full: true, Ct);
        await TickAsync();
        Drop(students: 10);
        await Host.Get<RosterSourceStore>().WantAsync(LearningHost.District, "sis", full: true, Ct);
        await TickAsync();
        return source;
    }

    internal async Task<RosterSource> AddAsync()
    {
        var added = await Host.Get<RosterSourceStore>().AddAsync(
            LearningHost.District, new NewRosterSource { Id = "sis", Name = "District SIS", Package = folder, Schedule = "none" }, update: false, Ct);
        return added.TryGetValue(out var source, out var refusal) ? source : throw new InvalidOperationException(refusal.Sentence);
    }

    internal async Task TickAsync()
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Host.Get<IJobs>().TickAsync(Host.Clock.GetUtcNow().AddSeconds(50), Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
