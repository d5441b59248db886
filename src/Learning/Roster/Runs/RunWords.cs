namespace Integration.Learning.Roster.Runs;

/// <summary>Names the words of roster runs: a sentence per code.</summary>
public sealed class RunWords;
