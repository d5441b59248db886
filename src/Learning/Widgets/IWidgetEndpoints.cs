using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets;

/// <summary>A widget's side of HTTP. One per folder; the list of them is what the product can show.</summary>
public interface IWidgetEndpoints
{
    /// <summary>The key that definitions and templates name.</summary>
    string Widget { get; }

    /// <summary>The first screen for whoever opened the activity: the student's own, the class, or a read-only door.</summary>
    /// <param name="opened">Who opened what.</param>
    /// <param name="frame">The launch document to stand in, or null for a swap inside it.</param>
    /// <param name="ct">Cancels.</param>
    Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct);

    /// <summary>One student's work, for a teacher who came for it from the gradebook; a widget without such a screen shows its first one.</summary>
    /// <param name="opened">Who opened what; somebody who answers students.</param>
    /// <param name="student">Whose work.</param>
    /// <param name="frame">The launch document to stand in.</param>
    /// <param name="ct">Cancels.</param>
    Task<IResult> ReviewAsync(OpenedActivity opened, LearnerId student, LaunchFrame frame, CancellationToken ct) => OpenAsync(opened, frame, ct);

    /// <summary>The activity as a student would see it, for a teacher who chooses; nothing in it is saved.</summary>
    IResult Preview(ActivityDefinition activity, Words words);

    /// <summary>Maps the widget's own addresses, under <c>/app</c> and a session.</summary>
    void Map(IEndpointRouteBuilder app);
}

/// <summary>An activity as somebody opened it.</summary>
/// <param name="Session">Who.</param>
/// <param name="Placement">The placed link.</param>
/// <param name="Activity">The version that new starts get.</param>
/// <param name="Words">The person's language and the school's time zone.</param>
public sealed record OpenedActivity(Session Session, Placement Placement, ActivityDefinition Activity, Words Words);
