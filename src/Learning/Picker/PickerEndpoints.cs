using Integration.Learning.Pages;
using Integration.Learning.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Integration.Learning.Picker;

/// <summary>A teacher chooses what students will do: for a deep linking request, or for a placed link that carries nothing yet.</summary>
internal sealed class PickerEndpoints
{
    /// <summary>The first screen of a deep linking launch.</summary>
    public IResult Open(Session session, LaunchFrame frame) => throw new NotSupportedException();

    /// <summary>Maps the picker's addresses.</summary>
    public void Map(IEndpointRouteBuilder app) => throw new NotSupportedException();
}
