namespace Integration.Tables;

/// <summary>Rows from <see cref="From"/> (inclusive) up to <see cref="Before"/> (exclusive), compared ordinally; null means open.</summary>
public readonly record struct KeyRange(string? From, string? Before)
{
    /// <summary>The whole partition.</summary>
    public static KeyRange All => new(null, null);

    /// <summary>Every row whose key has <paramref name="prefix"/> as its leading parts (not the row that equals it).</summary>
    public static KeyRange Under(Key prefix)
    {
        Limits.CheckKey(prefix);

        // The separator sorts before every other character of a key, so the children of a key stand together, right after it.
        return new(prefix.Value + Key.Separator, prefix.Value + (char)(Key.Separator + 1));
    }
}
