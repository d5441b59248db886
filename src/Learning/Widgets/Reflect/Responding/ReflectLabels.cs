using Integration.Learning.Pages;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>The student's own choices, in the words she chose them by.</summary>
internal static class ReflectLabels
{
    /// <summary>The word of a level from 1; a dash for a level that this scale does not have.</summary>
    public static string Level(int level, GradeBand band, Words words)
        => level >= 1 && level <= ReflectScale.Of(band).Highest ? words.Of<ReflectWords>()[$"scale.{ReflectScale.Of(band).Steps[level - 1]}"] : "–";

    /// <summary>What a rating says: a level's word, or that the criterion is not understood.</summary>
    public static string Rating(string value, GradeBand band, Words words) => ReflectRules.LevelOf(value, ReflectScale.Of(band).Highest) switch
    {
        null => "–",
        0 => words.Of<ReflectWords>()["scale.unknown"],
        { } level => Level(level, band, words),
    };

    /// <summary>The words of a stuck chip; "" for none.</summary>
    public static string Stuck(string key, Words words)
        => key == ReflectFields.NotStuck || ReflectFields.StuckChips.Contains(key) ? words.Of<ReflectWords>()[$"stuck.{key}"] : "";

    /// <summary>The words of a tried chip; "" for none.</summary>
    public static string Tried(string key, Words words)
        => key == ReflectFields.NothingYet || ReflectFields.TriedChips.Contains(key) ? words.Of<ReflectWords>()[$"tried.{key}"] : "";

    /// <summary>What sort of help is asked for; null for a key we have no words for.</summary>
    public static string? HelpKind(string? key, Words words) => key is not null && HelpKinds.Contains(key) ? words.Of<ReflectWords>()[$"help.kind.{key}"] : null;

    /// <summary>Whom the student would like to help; null for a key we have no words for.</summary>
    public static string? HelpWhom(string key, Words words) => HelpWhoms.Contains(key) ? words.Of<ReflectWords>()[$"help.whom.{key}"] : null;

    /// <summary>The words of a picture the youngest point to, or the text as it is.</summary>
    public static string Proof(string value, Words words)
        => ReflectFields.ProofPictures.Contains(value) ? words.Of<ReflectWords>()[$"proof.{value}"] : value;
}
