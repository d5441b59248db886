namespace Integration.Learning.Platforms;

/// <summary>
/// When a signing key does what. It is published well before it signs, and served well after: an LMS that keeps our key set as long as we say (an hour), or
/// a day longer, always holds the key that signed what it is looking at.
/// </summary>
internal static class KeySchedule
{
    /// <summary>How long a key signs before the next one takes over.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(90);

    /// <summary>How long a key is published before it signs.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(2);

    /// <summary>The least of that, for an admin in a hurry: the hour that our key set may be cached, and as much again for slow processes of our own.</summary>
    public static readonly TimeSpan AheadInAHurry = TimeSpan.FromHours(2);

    /// <summary>How long a key is served after it signed for the last time.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(3);

    /// <summary>When a key begins to sign; one of the first release says nothing about it and began when it was made.</summary>
    public static DateTimeOffset Begins(ToolKeyRecord key) => key.SignsFrom < key.MadeAt ? key.MadeAt : key.SignsFrom;

    /// <summary>The key that signs now: of those whose time has come, the latest.</summary>
    public static ToolKeyRecord Signing(IReadOnlyList<ToolKeyRecord> keys, DateTimeOffset now) =>
        keys.LastOrDefault(key => Begins(key) <= now) ?? keys[0];

    /// <summary>The key that waits for its time, or null.</summary>
    public static ToolKeyRecord? Next(IReadOnlyList<ToolKeyRecord> keys, DateTimeOffset now) => keys.FirstOrDefault(key => Begins(key) > now);

    /// <summary>Until when a key is served; null while nothing has been made to follow it.</summary>
    public static DateTimeOffset? ServedUntil(IReadOnlyList<ToolKeyRecord> keys, ToolKeyRecord key) =>
        keys.SkipWhile(other => other.Kid != key.Kid).Skip(1).FirstOrDefault() is { } follower ? Begins(follower) + Overlap : null;

    /// <summary>The keys to publish: the one that signs, those before it whose overlap lasts, and the one that waits.</summary>
    public static IReadOnlyList<ToolKeyRecord> Published(IReadOnlyList<ToolKeyRecord> keys, DateTimeOffset now) =>
        [.. keys.Where(key => ServedUntil(keys, key) is not { } end || end > now)];

    /// <summary>When the key after the newest should be made.</summary>
    public static DateTimeOffset NextIsDue(IReadOnlyList<ToolKeyRecord> keys) => Begins(keys[^1]) + Period - Ahead;
}
