using Integration.Learning.Pages;

namespace Integration.Learning.Picker;

/// <summary>Grade bands in words.</summary>
internal static class Bands
{
    /// <summary>Such as "Grades 6 to 8".</summary>
    public static string Name(Words words, GradeBand band) => words[$"band.{band.ToString().ToLowerInvariant()}"];

    /// <summary>Such as "K–2", for a card.</summary>
    public static string Short(Words words, GradeBand band) => words[$"band-short.{band.ToString().ToLowerInvariant()}"];
}
