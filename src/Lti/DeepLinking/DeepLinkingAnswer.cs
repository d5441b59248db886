namespace Integration.Lti.DeepLinking;

/// <summary>What goes back to the platform that asked for content. Without items it was cancelled, or failed when an error says so.</summary>
public sealed record DeepLinkingAnswer
{
    /// <summary>The request's <c>data</c>, echoed unchanged; null when it had none.</summary>
    public string? Data { get; init; }

    /// <summary>What to place; the request's <c>accept_*</c> are honoured by <see cref="DeepLinkingSettings.Admit"/>.</summary>
    public IReadOnlyList<ContentItem> Items { get; init; } = [];

    /// <summary>Plain words for the person.</summary>
    public string? Message { get; init; }

    /// <summary>Plain words for the platform's log.</summary>
    public string? Log { get; init; }

    /// <summary>Plain words for the person about what went wrong.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Plain words for the platform's log about what went wrong.</summary>
    public string? ErrorLog { get; init; }
}
