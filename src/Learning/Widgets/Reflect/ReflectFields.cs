namespace Integration.Learning.Widgets.Reflect;

/// <summary>The fields of a Reflect work. A name is a stem, and for per-criterion fields the criterion's id after a dot.</summary>
public static class ReflectFields
{
    /// <summary>"1" once the student has looked at what good looks like.</summary>
    public const string Seen = "seen";

    /// <summary>The student's level: "1" and up, or <see cref="Unknown"/>.</summary>
    public const string Rate = "rate";

    /// <summary>Which part of the work shows it: text, a link, or for the youngest a picture's key.</summary>
    public const string Proof = "proof";

    /// <summary>"Not there yet because ...", the left column of a single-point rubric.</summary>
    public const string NotYet = "notyet";

    /// <summary>"Beyond because ...", the right column.</summary>
    public const string Beyond = "beyond";

    /// <summary>Where the student got stuck: a chip's key, or <see cref="NotStuck"/>.</summary>
    public const string Stuck = "stuck";

    /// <summary>The same in words.</summary>
    public const string StuckText = "stucktext";

    /// <summary>What the student tried: a chip's key.</summary>
    public const string Tried = "tried";

    /// <summary>The same in words.</summary>
    public const string TriedText = "triedtext";

    /// <summary>"Next I will ...".</summary>
    public const string Next = "next";

    /// <summary>The student's reply to the teacher's level: <see cref="Agree"/> or <see cref="StillThink"/>.</summary>
    public const string Reply = "reply";

    /// <summary>"I still think, because ...".</summary>
    public const string ReplyText = "replytext";

    /// <summary>A rating: "I don't know what this means". It counts as answered.</summary>
    public const string Unknown = "unknown";

    /// <summary>A stuck chip: "I did not get stuck".</summary>
    public const string NotStuck = "none";

    /// <summary>A tried chip: "Nothing yet".</summary>
    public const string NothingYet = "nothing";

    /// <summary>A reply: "I see".</summary>
    public const string Agree = "see";

    /// <summary>A reply: "I still think ...".</summary>
    public const string StillThink = "think";

    /// <summary>Where a student may say they got stuck, in the order shown; <see cref="NotStuck"/> stands first.</summary>
    public static readonly IReadOnlyList<string> StuckChips = ["start", "step", "words", "time", "check", "other"];

    /// <summary>What a student may have tried; <see cref="NothingYet"/> stands last.</summary>
    public static readonly IReadOnlyList<string> TriedChips = ["again", "notes", "draw", "ask", "other"];

    /// <summary>What the youngest point to instead of writing.</summary>
    public static readonly IReadOnlyList<string> ProofPictures = ["drawing", "writing", "counting", "building", "told"];

    /// <summary>The field of one criterion.</summary>
    public static string Of(string stem, string criterionId) => $"{stem}.{criterionId}";
}
