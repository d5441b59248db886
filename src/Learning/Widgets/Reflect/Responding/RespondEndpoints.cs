using Integration.Learning.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>The teacher's side of Reflect: the class, and one student's work beside her own answer.</summary>
internal sealed class RespondEndpoints
{
    public Task<IResult> OpenAsync(OpenedActivity opened, LaunchFrame? frame, CancellationToken ct) => throw new NotSupportedException();

    public void Map(IEndpointRouteBuilder app) => throw new NotSupportedException();
}
