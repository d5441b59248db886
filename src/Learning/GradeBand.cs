using System.Text.Json.Serialization;

namespace Integration.Learning;

/// <summary>The grade bands that wording and scales follow.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GradeBand>))]
public enum GradeBand
{
    /// <summary>Kindergarten to grade 2.</summary>
    [JsonStringEnumMemberName("K-2")]
    K2,

    /// <summary>Grades 3 to 5.</summary>
    [JsonStringEnumMemberName("3-5")]
    Grades35,

    /// <summary>Grades 6 to 8.</summary>
    [JsonStringEnumMemberName("6-8")]
    Grades68,

    /// <summary>Grades 9 to 12.</summary>
    [JsonStringEnumMemberName("9-12")]
    Grades912,
}
