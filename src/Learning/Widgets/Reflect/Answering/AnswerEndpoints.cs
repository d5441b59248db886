using Integration.Learning.Activities;
using Integration.Learning.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect.Answering;

/// <summary>The student's side of Reflect.</summary>
internal sealed class AnswerEndpoints
{
    public Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct) => throw new NotSupportedException();

    public IResult Preview(ActivityDefinition activity, Words words, LaunchFrame? frame) => throw new NotSupportedException();

    public void Map(IEndpointRouteBuilder app) => throw new NotSupportedException();
}
