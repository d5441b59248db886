using System.Text.Json.Nodes;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>Why a request is refused, in the body of its version.</summary>
internal sealed record SisFault(int Status, string Minor, string Description)
{
    public static SisFault Query(string minor, string description) => new(StatusCodes.Status400BadRequest, minor, description);

    public static SisFault Unauthorised(string description) => new(StatusCodes.Status401Unauthorized, "unauthorisedrequest", description);

    public static SisFault Forbidden(string description) => new(StatusCodes.Status403Forbidden, "forbidden", description);

    public static SisFault Unknown(string description) => new(StatusCodes.Status404NotFound, "unknownobject", description);

    public IResult ToResult(SisVersion version) => Results.Json(version == SisVersion.V12 ? Body12() : Body11(), statusCode: Status);

    private JsonObject Body12() => new()
    {
        ["imsx_codeMajor"] = "failure",
        ["imsx_severity"] = "error",
        ["imsx_description"] = Description,
        ["imsx_CodeMinor"] = new JsonObject
        {
            ["imsx_codeMinorField"] = new JsonArray(new JsonObject { ["imsx_codeMinorFieldName"] = "TargetEndSystem", ["imsx_codeMinorFieldValue"] = Minor }),
        },
    };

    private JsonObject Body11() => new()
    {
        ["statusInfoSet"] = new JsonArray(new JsonObject
        {
            ["imsx_codeMajor"] = "failure",
            ["imsx_severity"] = "error",
            ["imsx_operationRefIdentifier"] = "practice-sis",
            ["imsx_description"] = Description,
            ["imsx_codeMinor"] = Minor,
        }),
    };
}
