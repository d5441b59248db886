using Integration.Learning.Work;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>The part of the help panel that changes when something is asked.</summary>
/// <param name="Version">The version of the activity the page was drawn from.</param>
/// <param name="Earlier">What was asked before, oldest first.</param>
public sealed record HelpModel(int Version, IReadOnlyList<HelpRequest> Earlier)
{
    /// <summary>The id of the next request: trying again is one request.</summary>
    public string Id { get; init; } = AnswerModel.NewKey();

    /// <summary>The kind chosen.</summary>
    public string Kind { get; init; } = "";

    /// <summary>From whom.</summary>
    public string Whom { get; init; } = "teacher";

    /// <summary>What was typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>True right after a request was taken.</summary>
    public bool IsSent { get; init; }

    /// <summary>True when something must be put right.</summary>
    public bool IsWrong { get; init; }

    /// <summary>True when there is no room for another request.</summary>
    public bool IsFull { get; init; }

    /// <summary>True in a look at the activity in which nothing is sent.</summary>
    public bool IsPreview { get; init; }
}
