namespace Integration.Lti.Services;

/// <summary>How much of a platform's time and memory-filling this tool takes before it gives up.</summary>
internal sealed record ServiceLimits
{
    /// <summary>One call, answer read to its end, brief retries included.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A whole list with all its pages.</summary>
    public TimeSpan List { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Wait before a GET is tried again, once.</summary>
    public TimeSpan ReadRetryDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>One answer.</summary>
    public int AnswerBytes { get; init; } = 1024 * 1024;

    /// <summary>All pages of a list.</summary>
    public long ListBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Pages of a list.</summary>
    public int Pages { get; init; } = 500;

    /// <summary>Members of a course, or columns of a gradebook.</summary>
    public int Entries { get; init; } = 50_000;

    /// <summary>What a page is asked to hold. Without it some platforms send 10 a page, others everything at once.</summary>
    public int PageSize { get; init; } = 100;
}
