namespace Integration.Learning.Picker;

/// <summary>Why the picker refuses something. Prompts have codes of their own: <see cref="Activities.PromptLint"/>.</summary>
internal static class PickerCodes
{
    /// <summary>There is no template by that id.</summary>
    public const string NoSuchTemplate = "WID1301";

    /// <summary>The form is not one that the settings screen sends.</summary>
    public const string Malformed = "WID1302";

    /// <summary>The session has no link to choose for and no deep linking request to answer.</summary>
    public const string NothingToChooseFor = "WID1303";

    /// <summary>The place in the LMS takes no links that launch a tool.</summary>
    public const string TakesNoActivities = "WID1307";

    /// <summary>The person's role does not let them add anything.</summary>
    public const string TeachersOnly = "WID1308";

    /// <summary>The activity has no name in English.</summary>
    public const string TitleMissing = "WID1311";

    /// <summary>A name is too long.</summary>
    public const string TitleTooLong = "WID1312";

    /// <summary>No grade band of this template is chosen.</summary>
    public const string BandMissing = "WID1313";

    /// <summary>There is no criterion.</summary>
    public const string CriteriaMissing = "WID1314";

    /// <summary>There are more criteria than the format takes.</summary>
    public const string TooManyCriteria = "WID1315";

    /// <summary>An example has Spanish but no English, which stands in wherever Spanish is missing.</summary>
    public const string ExampleLacksEnglish = "WID1316";

    /// <summary>An example is too long.</summary>
    public const string ExampleTooLong = "WID1317";

    /// <summary>No element is chosen.</summary>
    public const string ElementsMissing = "WID1318";

    /// <summary>No grading mode is chosen.</summary>
    public const string GradingMissing = "WID1319";

    /// <summary>The points are no number above 0 and up to 1000 with two decimals.</summary>
    public const string PointsWrong = "WID1320";

    /// <summary>A date is none.</summary>
    public const string DateWrong = "WID1321";

    /// <summary>It would close before it is due.</summary>
    public const string ClosesBeforeDue = "WID1322";

    /// <summary>Somebody else changed the activity since the screen was drawn.</summary>
    public const string ChangedMeanwhile = "WID1304";

    /// <summary>Somebody else chose an activity for this link first.</summary>
    public const string Taken = "WID1306";

    /// <summary>The link opens no activity that could be changed.</summary>
    public const string NothingToChange = "WID1305";
}
