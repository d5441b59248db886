using Integration.Sandbox.People;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Integration.Sandbox.Pages;

/// <summary>Answers with a page.</summary>
internal static class Page
{
    public static IResult Of<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : Microsoft.AspNetCore.Components.IComponent =>
        new RazorComponentResult<TPage>(parameters) { StatusCode = status };

    public static IResult Problem(Visitor? visitor, int status, string title, string text) =>
        Of<ProblemPage>(new { Visitor = visitor, Title = title, Text = text }, status);

    /// <summary>The one answer for what is not there and for what is not yours: nobody learns which.</summary>
    public static IResult NotFound(Visitor? visitor) =>
        Problem(visitor, StatusCodes.Status404NotFound, "Nothing here for you", "This page does not exist, or the person you are now is not in that course.");
}
