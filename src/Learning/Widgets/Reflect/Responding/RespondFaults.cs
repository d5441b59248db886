namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>What a teacher's request can get wrong. Stable codes; the words are the page's.</summary>
internal static class RespondFaults
{
    /// <summary>The class holds no such work, or none that this person may see.</summary>
    public const string NoSuchWork = "WID1201";

    /// <summary>The form is not one of ours.</summary>
    public const string Malformed = "WID1202";

    /// <summary>A new try or another teacher's answer came in while she wrote.</summary>
    public const string MovedOn = "WID1203";

    /// <summary>The student took it back while she wrote.</summary>
    public const string TakenBack = "WID1204";

    /// <summary>An accepted work that is scored by the teacher needs every level.</summary>
    public const string LevelMissing = "WID1205";

    /// <summary>Asking for another look needs words.</summary>
    public const string CommentMissing = "WID1206";

    /// <summary>A text is longer than may be sent.</summary>
    public const string TextTooLong = "WID1207";

    /// <summary>An answer to a request for help needs words.</summary>
    public const string AnswerMissing = "WID1208";

    /// <summary>Another teacher answered the request for help first.</summary>
    public const string HelpAnswered = "WID1210";

    /// <summary>Excusing somebody needs to know whom.</summary>
    public const string StudentMissing = "WID1209";
}
