using Integration.Learning.Pages;

namespace Integration.Learning.Widgets.Reflect;

/// <summary>
/// The word-anchored scale of a grade band. Words, never numbers or smileys: it rates the work and not the mood.
/// </summary>
/// <param name="Steps">Keys of the words, lowest first; the level is the place in this list, from 1.</param>
/// <param name="HasPictures">True when each step has a picture (seed, sprout, tree).</param>
public sealed record ReflectScale(IReadOnlyList<string> Steps, bool HasPictures)
{
    /// <summary>The level from which a claim needs proof: "I can" and "Got it" on both scales.</summary>
    public const int ProofFrom = 3;

    private static readonly ReflectScale Three = new(["notyet", "almost", "ican"], true);
    private static readonly ReflectScale Four = new(["notyet", "gettingthere", "gotit", "couldteach"], false);

    /// <summary>The highest level.</summary>
    public int Highest => Steps.Count;

    /// <summary>The word of a level; 0 is "I don't know what this means".</summary>
    public string Word(int level, Words words) => words.Of<ReflectWords>()[level == 0 ? "scale.unknown" : $"scale.{Steps[level - 1]}"];

    /// <summary>The scale of a band: three pictured steps to grade 5, four words from grade 6.</summary>
    public static ReflectScale Of(GradeBand band) => band is GradeBand.K2 or GradeBand.Grades35 ? Three : Four;
}
