using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.Tests.Certification;

/// <summary>
/// One row of a vector file: how a launch differs from a good one, and what must come of it. In claim names <c>lti:</c> and <c>dl:</c> stand for the claim
/// prefixes of LTI and Deep Linking; in values <c>@now+N</c> is a NumericDate and <c>@long:N</c> a text of N characters.
/// </summary>
internal sealed record LaunchVector
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>The row of the certification table, for the vectors of the suite.</summary>
    public string? Id { get; init; }

    public required string Name { get; init; }

    /// <summary><c>resource-link</c>, <c>deep-linking</c>, <c>submission-review</c>, <c>suite-teacher</c> or <c>suite-student</c>.</summary>
    public string Base { get; init; } = "resource-link";

    public JsonObject? Set { get; init; }

    public string[] Remove { get; init; } = [];

    /// <summary>What stands in place of all claims.</summary>
    public JsonObject? Payload { get; init; }

    public JsonObject? Header { get; init; }

    public string[] RemoveHeader { get; init; } = [];

    public string Sign { get; init; } = "RS256";

    /// <summary>What happens to the token after signing.</summary>
    public string? Token { get; init; }

    /// <summary>What happens to the state.</summary>
    public string? State { get; init; }

    /// <summary>Fields posted in place of the token.</summary>
    public Dictionary<string, string>? Form { get; init; }

    public bool Cookie { get; init; } = true;

    /// <summary>Minutes between login and launch.</summary>
    public int Wait { get; init; }

    public string? Code { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>For admitted launches: the course role that must come of it.</summary>
    public string? Role { get; init; }

    /// <summary>For admitted launches: whether the person has a name.</summary>
    public bool Named { get; init; } = true;

    /// <summary>For admitted launches: whether there is a course.</summary>
    public bool InCourse { get; init; } = true;

    /// <summary>The rows of a file, by name.</summary>
    public static Dictionary<string, LaunchVector> Read(string file)
        => JsonSerializer.Deserialize<LaunchVector[]>(RepositoryFiles.Read("tests", "Certification", "vectors", file), Format)!
            .ToDictionary(vector => vector.Id ?? vector.Name);
}
