using Integration.Learning.Pages;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>What a teacher typed to excuse somebody.</summary>
/// <param name="Learner">Whom; empty while nobody is chosen.</param>
/// <param name="Reason">Why, for the teachers of the course; may be empty.</param>
public sealed record ExcuseForm(string Learner, string Reason)
{
    /// <summary>The posted reason.</summary>
    public const string ReasonField = "reason";

    /// <summary>The longest reason.</summary>
    public const int ReasonLimit = 400;

    /// <summary>What must be put right, by code; null for nothing.</summary>
    public string? Fault => Learner.Length == 0 ? RespondFaults.StudentMissing : Reason.Length > ReasonLimit ? RespondFaults.TextTooLong : null;

    /// <summary>Reads the form; null when it is not one of ours.</summary>
    internal static ExcuseForm? Read(PostedForm form)
    {
        var reason = form[ReasonField].ReplaceLineEndings("\n").Trim();
        return (form["learner"].Length == 0 || ResponseForm.LearnerOf(form["learner"]) is not null) && form.Values.ContainsKey("learner") && reason.Length <= ReflectRules.DraftLimit
            ? new ExcuseForm(form["learner"], reason)
            : null;
    }
}
