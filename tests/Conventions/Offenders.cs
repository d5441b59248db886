namespace Integration.Tests.Conventions;

/// <summary>Fails with a list of who broke a rule, and how.</summary>
internal static class Offenders
{
    /// <summary>Nobody may have anything wrong.</summary>
    internal static void None<T>(IEnumerable<T> all, Func<T, IEnumerable<string>> wrong, string broken)
        where T : notnull
    {
        var lines = all
            .Select(one => (One: one, Wrong: wrong(one).Distinct().ToList()))
            .Where(found => found.Wrong.Count > 0)
            .Select(found => $"{found.One} {broken}: {string.Join(", ", found.Wrong)}")
            .ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }

    /// <summary>Nobody may be so.</summary>
    internal static void None<T>(IEnumerable<T> all, Func<T, bool> isWrong, string broken)
        where T : notnull
    {
        var lines = all.Where(isWrong).Select(one => $"{one} {broken}").ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }
}
