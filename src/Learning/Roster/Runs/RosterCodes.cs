namespace Integration.Learning.Roster.Runs;

/// <summary>What a run may say: RST1xxx about the run itself, RST2xxx about records, RST3xxx about waiting for a person.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What happened and what was or can be done, in English.</param>
public sealed record RosterCode(string Code, string Sentence);

/// <summary>Every code of a run.</summary>
public static class RosterCodes
{
    /// <summary>Refusal: a run is under way.</summary>
    public static readonly RosterCode UnderWay = new("RST1001", "A run of this roster is under way. Let it end, or look at it with: roster status.");

    /// <summary>Warning: a collection is not ours to read.</summary>
    public static readonly RosterCode NotGranted = new(
        "RST1002", "The source does not let us read this collection. What is stored of it stays as it is. Ask for the right to read it.");

    /// <summary>Fault: nothing is ours to read.</summary>
    public static readonly RosterCode NothingGranted = new(
        "RST1003", "The source offers none of the collections of a roster. Check the address, and the rights of the credentials.");

    /// <summary>Fault: the source changed while it was read.</summary>
    public static readonly RosterCode SourceChanged = new(
        "RST1004", "The source changed while it was read, so that its parts may not fit together. The next run reads everything again.");

    /// <summary>Fault: reading took too long.</summary>
    public static readonly RosterCode TooLong = new(
        "RST1005", "The source could not be read to its end within a day. Look at the last fault; the next run begins again.");

    /// <summary>Warning: one id came twice.</summary>
    public static readonly RosterCode Duplicate = new("RST2001", "The same id came more than once in one read; the last record counts.");

    /// <summary>Warning: an enrolment of nobody.</summary>
    public static readonly RosterCode EnrollmentWithoutUser = new(
        "RST2002", "An enrolment names a person whom the source does not have. It is kept and shown once the person comes.");

    /// <summary>Warning: an enrolment in no class.</summary>
    public static readonly RosterCode EnrollmentWithoutClass = new(
        "RST2003", "An enrolment names a class that the source does not have. It is kept and shown once the class comes.");

    /// <summary>Warning: any other reference to nothing.</summary>
    public static readonly RosterCode Dangling = new("RST2004", "A record refers to another that the source does not have. It is kept as it is.");

    /// <summary>Warning: no id to keep a record under.</summary>
    public static readonly RosterCode Unusable = new("RST2005", "A record without a usable id was left out.");

    /// <summary>Warning: a record larger than any real one.</summary>
    public static readonly RosterCode TooLarge = new("RST2006", "A record of more than 256 KiB was left out.");

    /// <summary>Warning: absence proves nothing.</summary>
    public static readonly RosterCode Torn = new(
        "RST2007", "Records of this collection were left out or may have been missed. So nobody in it ends by being absent; the next whole read puts it right.");

    /// <summary>Hold: too many would end.</summary>
    public static readonly RosterCode EndsTooMany = new(
        "RST3001", "More would end than the district lets a run end by itself. Look at the difference, then apply or drop the run.");

    /// <summary>Hold: a collection is empty that was not.</summary>
    public static readonly RosterCode CameEmpty = new(
        "RST3002", "A collection came back empty that was not empty before. Look at the source, then apply or drop the run.");

    /// <summary>Hold: a person asked to see it first.</summary>
    public static readonly RosterCode Preview = new("RST3003", "This is a preview: nothing was applied. Apply the run or drop it.");

    /// <summary>Refusal: nothing waits under that id.</summary>
    public static readonly RosterCode NotWaiting = new("RST3004", "No such run waits for you.");

    /// <summary>Refusal: what waits no longer fits.</summary>
    public static readonly RosterCode Overtaken = new(
        "RST3005", "Another run was applied or has taken its place, so its differences no longer fit. Run the sync again.");
}
