using Integration.Learning.Activities;
using Integration.Learning.Districts;
using Integration.Learning.Pages;
using Integration.Learning.Widgets.Reflect.Answering;
using Integration.Learning.Widgets.Reflect.Responding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect;

/// <summary>Reflect: a student looks at her own work against words she understands, and her teacher at the same criteria beside her.</summary>
internal sealed class ReflectEndpoints(AnswerEndpoints answering, RespondEndpoints responding) : IWidgetEndpoints
{
    public string Widget => ReflectRules.Widget;

    public Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct) => opened.Session switch
    {
        { MayRespond: true } => responding.OpenAsync(opened, frame, ct),
        { MayWork: true } => answering.OpenAsync(opened, frame, ct),
        _ => Task.FromResult(answering.Preview(opened.Activity, opened.Words, frame)),
    };

    public Task<IResult> ReviewAsync(OpenedActivity opened, LearnerId student, LaunchFrame frame, CancellationToken ct)
        => responding.ReviewAsync(opened, student, frame, ct);

    public IResult Preview(ActivityDefinition activity, Words words) => answering.Preview(activity, words, frame: null);

    public void Map(IEndpointRouteBuilder app)
    {
        answering.Map(app);
        responding.Map(app);
    }
}
