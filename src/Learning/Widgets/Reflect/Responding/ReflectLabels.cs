using Integration.Learning.Pages;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>The student's own choices, in the words they were chosen by. A key that is none of ours has no words.</summary>
internal static class ReflectLabels
{
    private static readonly string[] HelpKinds = ["words", "step", "time", "partner", "plan", "other"];
    private static readonly string[] HelpWhoms = ["teacher", "peer", "tool"];

    /// <summary>A level's word, 0 for "I don't know what this means"; a dash for a level that this scale does not have.</summary>
    public static string Level(int? level, GradeBand band, Words words)
        => level is { } known && known >= 0 && known <= ReflectScale.Of(band).Highest ? ReflectScale.Of(band).Word(known, words) : "–";

    /// <summary>Where the student got stuck.</summary>
    public static string Stuck(string key, Words words)
        => key == ReflectFields.NotStuck || ReflectFields.StuckChips.Contains(key) ? words.Of<ReflectWords>()[$"stuck.{key}"] : "";

    /// <summary>What the student tried.</summary>
    public static string Tried(string key, Words words)
        => key == ReflectFields.NothingYet || ReflectFields.TriedChips.Contains(key) ? words.Of<ReflectWords>()[$"tried.{key}"] : "";

    /// <summary>What sort of help is asked for.</summary>
    public static string HelpKind(string? key, Words words) => key is not null && HelpKinds.Contains(key) ? words.Of<ReflectWords>()[$"help.kind.{key}"] : "";

    /// <summary>Whom the student would like to help.</summary>
    public static string HelpWhom(string key, Words words) => HelpWhoms.Contains(key) ? words.Of<ReflectWords>()[$"help.whom.{key}"] : "";
}
