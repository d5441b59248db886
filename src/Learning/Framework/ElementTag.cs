namespace Integration.Learning.Framework;

/// <summary>
/// Element codes in the short form LMS fields take, such as <c>leap:LL.3~LD.2</c>. No spaces, which some LMS fields refuse, and <c>~</c> because a <c>+</c>
/// turns into a space in the <c>?tag=</c> filter of the line item service (AGS 2.0).
/// </summary>
public static class ElementTag
{
    /// <summary>The most an LMS keeps; every item of the framework together stays below it.</summary>
    public const int MaxLength = 254;

    private const string Prefix = "leap:";
    private const char Separator = '~';

    /// <summary>The tag of some codes, in the order given, each once; empty when there are none.</summary>
    /// <exception cref="ArgumentException">A code is not of the shipped framework.</exception>
    public static string Format(IEnumerable<string> codes)
    {
        var known = codes.Select(code => LeapFramework.Shipped[code].Code).Distinct(StringComparer.Ordinal).ToList();
        return known.Count == 0 ? string.Empty : Prefix + string.Join(Separator, known);
    }

    /// <summary>
    /// The codes of a tag that came back from an LMS or was typed by a person. Casing, blanks, other separators and an edition in front are taken; what is no
    /// code of the shipped framework is left out.
    /// </summary>
    public static IReadOnlyList<string> Parse(string? tag)
    {
        var parts = (tag ?? string.Empty).Split([Separator, '+', ',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. parts
                .Select(part => LeapFramework.Shipped.Find(part[(part.LastIndexOf(':') + 1)..])?.Code)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
