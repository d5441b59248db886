namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>What a student's page can get wrong besides <see cref="ReflectRules"/>. Stable codes.</summary>
internal static class AnswerFaults
{
    /// <summary>The body is no form of ours.</summary>
    public const string Malformed = "WID1108";

    /// <summary>A field this activity does not have.</summary>
    public const string UnknownField = "WID1109";

    /// <summary>The work is sent; what came after is kept beside it.</summary>
    public const string AlreadySent = "WID1110";

    /// <summary>The session's link opens no activity of this widget.</summary>
    public const string NoActivity = "WID1111";

    /// <summary>The activity is closed for this student; what came after is kept beside the work.</summary>
    public const string Closed = "WID1112";

    /// <summary>The record of this work has no room for another try.</summary>
    public const string NoRoomToSend = "WID1113";

    /// <summary>The record of this work has no room for another request for help.</summary>
    public const string NoRoomToAsk = "WID1114";

    /// <summary>The page was drawn from another version of the activity than the work has, or would begin with; what it sent is kept beside the work.</summary>
    public const string ChangedMeanwhile = "WID1115";
}
