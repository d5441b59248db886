using System.Globalization;
using System.Text;

namespace Integration.Learning.Framework;

/// <summary>What was typed into a search box: every word must begin a word of the text, without regard to case, accents or a plural s.</summary>
public sealed class WordQuery
{
    private readonly string[] words;

    /// <summary>Reads what was typed; null, blanks and punctuation alone match everything.</summary>
    public WordQuery(string? text) => words = [.. Words(text ?? string.Empty).Select(word => word.Length > 4 ? word.TrimEnd('s') : word)];

    /// <summary>Whether nothing was asked.</summary>
    public bool IsEmpty => words.Length == 0;

    /// <summary>
    /// How far one must read before every word was met: 0 when the first place holds them all, 1 when the first two together do, and so on; null when even
    /// all of them do not.
    /// </summary>
    public int? FirstMatch(params ReadOnlySpan<IEnumerable<string?>> places)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        for (var rank = 0; rank < places.Length; rank++)
        {
            read.UnionWith(places[rank].SelectMany(text => Words(text ?? string.Empty)));
            if (words.All(word => read.Any(other => other.StartsWith(word, StringComparison.Ordinal))))
            {
                return rank;
            }
        }

        return null;
    }

    /// <summary>The text in lower case without accents, so that <c>Fracción</c> and <c>fraccion</c> are one.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return folded.ToString();
    }

    /// <summary>The folded words of a text; an apostrophe parts none.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in Fold(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (word.Length > 0 && letter is not ('\'' or '’'))
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
