namespace Integration.Sandbox.Personalities;

/// <summary>One thing an LMS does in its own way, and where that was read or seen.</summary>
/// <param name="Text">A sentence for whoever looks at the practice LMS.</param>
/// <param name="Source">The page, the code or the recorded answers it comes from.</param>
/// <param name="Seen">When it was read there.</param>
public sealed record Habit(string Text, string Source, string Seen = "2026-11");
