using System.Collections.Concurrent;

namespace Integration.Learning.Pages;

/// <summary>
/// Screens that are the same for everyone who opens them, apart from random marks: drawn once and kept, because a whole class opens the same activity at one
/// bell. Nothing about a person may be in one.
/// </summary>
public sealed class DrawnScreens
{
    private const int Most = 500;

    private readonly ConcurrentDictionary<object, string> drawn = new();

    /// <summary>The screen's HTML with <paramref name="marks"/> in place of the marks it was drawn with.</summary>
    /// <param name="key">Everything the screen depends on, compared by value.</param>
    /// <param name="marks">What the screen is drawn with, and what stands there for this reader.</param>
    /// <param name="draw">Draws it, once per key.</param>
    public async Task<string> GetAsync(object key, IEnumerable<KeyValuePair<string, string>> marks, Func<Task<string>> draw)
    {
        if (!drawn.TryGetValue(key, out var html))
        {
            if (drawn.Count >= Most)
            {
                drawn.Clear();
            }

            html = drawn.GetOrAdd(key, await draw());
        }

        return marks.Aggregate(html, (text, mark) => text.Replace(mark.Key, mark.Value, StringComparison.Ordinal));
    }
}

/// <summary>Says that a screen is the same for all who open it.</summary>
/// <param name="Screens">Where it is kept.</param>
/// <param name="Key">Everything it depends on.</param>
/// <param name="Marks">What it is drawn with, and what stands there for this reader.</param>
public sealed record SameForAll(DrawnScreens Screens, object Key, IReadOnlyDictionary<string, string> Marks);
