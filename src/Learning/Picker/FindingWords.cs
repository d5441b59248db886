using Integration.Learning.Pages;

namespace Integration.Learning.Picker;

/// <summary>What to do about a finding.</summary>
internal static class FindingWords
{
    /// <summary>A sentence; it names the words that broke a rule, as they are kept in the list without the star for any ending.</summary>
    public static string Of(Words words, ActivityFinding finding) => words[$"wrong.{finding.Code.ToLowerInvariant()}", finding.Found.TrimEnd('*')];
}
