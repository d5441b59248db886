namespace Integration.Learning.Install.Guides;

/// <summary>How one LMS is connected, in that LMS's own words; labels stand as they do on its screens.</summary>
/// <param name="Lms">Its name in addresses and on the command line.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="CheckedOn">When the labels were last compared with the LMS's documentation.</param>
/// <param name="Parts">One way or two; the first is the better one.</param>
/// <param name="PasteBack">What the LMS shows in the end and this tool must be told.</param>
public sealed record Guide(string Lms, string Name, DateOnly CheckedOn, IReadOnlyList<GuidePart> Parts, PasteBack PasteBack);

/// <summary>One way of connecting.</summary>
/// <param name="Key">Names its heading: <c>auto</c> or <c>hand</c>.</param>
/// <param name="Steps">What to do, in order.</param>
public sealed record GuidePart(string Key, IReadOnlyList<GuideStep> Steps);

/// <summary>One step: a sentence, and the values to copy.</summary>
/// <param name="Key">Names the sentence.</param>
/// <param name="Values">What goes where.</param>
public sealed record GuideStep(string Key, IReadOnlyList<GuideValue> Values);

/// <summary>A field of the LMS and what belongs into it.</summary>
/// <param name="Label">As the LMS writes it; null for a command of this tool.</param>
/// <param name="Value">What to paste or choose.</param>
/// <param name="IsCopied">True for something to copy, false for something to choose.</param>
public sealed record GuideValue(string? Label, string Value, bool IsCopied = true);
