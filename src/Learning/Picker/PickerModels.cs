using System.Security.Cryptography;
using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;

namespace Integration.Learning.Picker;

/// <summary>What happens to a gradebook column when an activity is graded.</summary>
public enum ColumnPromise
{
    /// <summary>The LMS makes one with the link.</summary>
    Made,

    /// <summary>The LMS page said that it makes none.</summary>
    Refused,

    /// <summary>The link is there already; it has a column or it has none.</summary>
    OfTheLink,
}

/// <summary>The first screen.</summary>
public sealed record PickerModel(string Text, GradeBand? Band, IReadOnlyList<ActivityTemplate> Found, bool IsDeepLink)
{
    /// <summary>How many activities are chosen already and wait to go back together.</summary>
    public int Chosen { get; init; }
}

/// <summary>Why nothing can be added here.</summary>
public sealed record DeadEndModel(string Title, string Body, bool IsDeepLink);

/// <summary>The settings of one activity.</summary>
/// <param name="Form">As typed.</param>
/// <param name="Findings">What to put right.</param>
/// <param name="IsDeepLink">False when a link is in the course already.</param>
/// <param name="Column">What to say about the gradebook.</param>
/// <param name="NewWording">True when the criteria were just exchanged for those of another band.</param>
/// <param name="Focus">The field to go on with; null for the top.</param>
public sealed record SettingsModel(
    ActivityForm Form, IReadOnlyList<ActivityFinding> Findings, bool IsDeepLink, ColumnPromise Column, bool NewWording = false, string? Focus = null)
{
    /// <summary>A settings screen for a session.</summary>
    public static SettingsModel Of(Session session, ActivityForm form, params IReadOnlyList<ActivityFinding> findings) => new(
        form,
        findings,
        session.DeepLink is not null,
        session.DeepLink switch { null => ColumnPromise.OfTheLink, { Asked.AcceptLineItem: false } => ColumnPromise.Refused, _ => ColumnPromise.Made })
    {
        MayChooseAnother = session.DeepLink is { MayChooseAnother: true },
    };

    /// <summary>True when the LMS takes several activities at once and there is room for one more.</summary>
    public bool MayChooseAnother { get; init; }

    /// <summary>True when a placed activity is changed, and none is added.</summary>
    public bool IsEdit => Form.Editing is not null;

    /// <summary>A sentence about what happened meanwhile; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Where the finished form goes.</summary>
    public string Action => ActionOf(Form);

    /// <summary>Where a finished form goes.</summary>
    public static string ActionOf(ActivityForm form) => PickerEndpoints.Address + (form.Editing is null ? "/add" : "/edit");

    /// <summary>The element of a field; an error points to it.</summary>
    public static string IdOf(string field) => "field-" + field.Replace('.', '-');
}

/// <summary>The activity as a student sees it, and the way back.</summary>
public sealed record PreviewModel(ActivityForm Form, bool IsDeepLink, IScreenResult Student);

/// <summary>The signed answer on its way to the LMS.</summary>
public sealed record ReturnModel(Uri ReturnUrl, string Jwt, bool IsCancel);

/// <summary>A fresh random key.</summary>
internal static class PressKey
{
    public static string New() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
