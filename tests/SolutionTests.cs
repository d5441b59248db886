namespace Integration.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void The_runner_runs() => Assert.NotNull(typeof(SolutionTests).Assembly.FullName);
}
