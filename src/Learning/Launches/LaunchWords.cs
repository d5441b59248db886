namespace Integration.Learning.Launches;

/// <summary>Names the words of the pages that stand before any widget.</summary>
public sealed class LaunchWords;
