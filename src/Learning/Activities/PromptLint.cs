using System.Globalization;
using System.Text.RegularExpressions;
using Integration.Learning.Framework;

namespace Integration.Learning.Activities;

/// <summary>One thing wrong with a prompt.</summary>
/// <param name="Code">Which rule, one of the constants of <see cref="PromptLint"/>.</param>
/// <param name="Found">The words or sign that broke it, as they are kept in the list; empty when the rule is about length.</param>
public sealed record PromptFinding(string Code, string Found);

/// <summary>
/// Checks what a teacher writes for students to rate themselves on. Prompts are about the work: US law (PPRA) guards home, health and beliefs, learning
/// styles are a myth, and a smiley asks for a mood instead of a judgement. The lists are for both languages at once, as a teacher may write either.
/// </summary>
public static partial class PromptLint
{
    /// <summary>Nothing was written.</summary>
    public const string Empty = "WID1001";

    /// <summary>Fewer than <see cref="MinLength"/> characters.</summary>
    public const string TooShort = "WID1002";

    /// <summary>More than <see cref="MaxLength"/> characters.</summary>
    public const string TooLong = "WID1003";

    /// <summary>Asks about home, health, mood, money or beliefs.</summary>
    public const string ProtectedTopic = "WID1004";

    /// <summary>Speaks of learning styles.</summary>
    public const string LearningStyle = "WID1005";

    /// <summary>Holds a smiley or another emoji.</summary>
    public const string Smiley = "WID1006";

    /// <summary>The shortest prompt.</summary>
    public const int MinLength = 3;

    /// <summary>The longest prompt.</summary>
    public const int MaxLength = 200;

    /// <summary>Everything wrong with a prompt, in the order of the codes; empty when it may be used.</summary>
    public static IReadOnlyList<PromptFinding> Check(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [new PromptFinding(Empty, string.Empty)];
        }

        var findings = new List<PromptFinding>();
        var length = new StringInfo(text.Trim()).LengthInTextElements;
        if (length is < MinLength or > MaxLength)
        {
            findings.Add(new PromptFinding(length < MinLength ? TooShort : TooLong, string.Empty));
        }

        string[] words = [.. WordQuery.Words(text)];
        findings.AddRange(PromptWords.ProtectedTopics.Where(phrase => Holds(words, phrase)).Select(phrase => new PromptFinding(ProtectedTopic, phrase)));
        findings.AddRange(PromptWords.LearningStyles.Where(phrase => Holds(words, phrase)).Select(phrase => new PromptFinding(LearningStyle, phrase)));
        if (SmileyIn(text) is { } smiley)
        {
            findings.Add(new PromptFinding(Smiley, smiley));
        }

        return findings;
    }

    private static bool Holds(string[] words, string phrase)
    {
        var parts = phrase.Split(' ');
        return Enumerable.Range(0, Math.Max(0, words.Length - parts.Length + 1))
            .Any(start => parts.Index().All(part => Fits(words[start + part.Index], part.Item)));
    }

    private static bool Fits(string word, string part)
        => part.EndsWith('*') ? word.StartsWith(part[..^1], StringComparison.Ordinal) : word == part;

    private static string? SmileyIn(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // Faces of the Miscellaneous Symbols block, then every pictograph block.
            if (rune.Value is 0x2639 or 0x263A or 0x263B or (>= 0x1F300 and <= 0x1FAFF))
            {
                return rune.ToString();
            }
        }

        return TypedSmiley().Match(text) is { Success: true } typed ? typed.Value : null;
    }

    // A colon, semicolon or equals sign that ends no word, eyes and mouth side by side: "3:(2+1)" and "(for example:)" are none.
    [GeneratedRegex(@"(?<!\w)[:;=]['’]?-?[)(DP|](?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex TypedSmiley();
}
