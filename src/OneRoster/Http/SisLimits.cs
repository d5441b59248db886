namespace Integration.OneRoster.Http;

/// <summary>How much of a SIS's time, and of our memory, one call may take, and how stubborn we are.</summary>
internal sealed record SisLimits
{
    /// <summary>One call, answer read to its end.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>One call for a token.</summary>
    public TimeSpan Token { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One page.</summary>
    public long PageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How often a page is tried again before the read stops with a temporary fault.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>The wait before the first retry; it doubles.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait inside a read. A SIS that asks for more gets its time between two reads.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A failing page is asked for in smaller parts down to this many records.</summary>
    public int SmallestPage { get; init; } = 25;
}
