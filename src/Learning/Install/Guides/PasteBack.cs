namespace Integration.Learning.Install.Guides;

/// <summary>What an admin brings back from the LMS, and what the tool's command line makes of it.</summary>
/// <param name="Fields">What to bring.</param>
/// <param name="Fixed">Options that are the same for every customer; <c>{address}</c> stands for the LMS's own origin.</param>
public sealed record PasteBack(IReadOnlyList<PasteField> Fields, IReadOnlyList<(string Option, string Value)> Fixed)
{
    /// <summary>True where a deployment's id begins with the client's, so that a mix-up shows.</summary>
    public bool DeploymentBeginsWithClient { get; init; }
}

/// <summary>One value from the LMS.</summary>
/// <param name="Name">Its name in the form, which for most is the option of <c>platform add</c>.</param>
/// <param name="Label">As the LMS writes it.</param>
/// <param name="Shape">What it looks like, as a whole.</param>
/// <param name="Example">An invented one.</param>
public sealed record PasteField(string Name, string Label, string Shape, string Example);
