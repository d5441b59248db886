using Microsoft.AspNetCore.Components;

namespace Integration.Learning.Pages;

/// <summary>What a person sees inside <c>&lt;main&gt;</c>: a Razor component with one model.</summary>
public abstract class Screen<TModel> : ComponentBase
{
    /// <summary>All it shows.</summary>
    [Parameter]
    public TModel Model { get; set; } = default!;

    /// <summary>The person's language.</summary>
    [Parameter]
    public Words Words { get; set; } = default!;
}
