using Integration.Tests.Journeys;

namespace Integration.Tests.Browser;

/// <summary>One practice school with the real tool for the tests of a class.</summary>
public sealed class SchoolWithTool : IAsyncLifetime
{
    internal PracticeSchool School { get; private set; } = null!;

    /// <summary>Places an activity in a course over HTTP and returns its link.</summary>
    internal async Task<string> AddAsync(string teacher, string course, string template, params (string Name, string Value)[] changes)
    {
        using var client = await School.BecomeAsync(teacher);
        return await School.AddAsync(client, course, template, changes);
    }

    /// <summary>Opens an activity as somebody, without a browser.</summary>
    internal async Task<ToolVisit> VisitAsync(string person, string link)
    {
        using var client = await School.BecomeAsync(person);
        return await PracticeSchool.OpenAsync(client, link);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => School = await PracticeSchool.StartAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => School.DisposeAsync();
}
