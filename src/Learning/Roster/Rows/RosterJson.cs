using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Rows;

/// <summary>
/// How roster records lie in the store: what is unknown is left out, and so is what says nothing about the content (the SIS's own modification time, and the
/// status, which the row says itself). Empty lists are written, because a list that is not there would be read as null.
/// </summary>
internal static class RosterJson
{
    private static readonly JsonSerializerOptions Options = new(RosterRowJson.Default.Options)
    {
        TypeInfoResolver = RosterRowJson.Default.WithAddedModifier(LeaveOut),
    };

    internal static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static void LeaveOut(JsonTypeInfo info)
    {
        foreach (var property in info.Properties)
        {
            if (info.Type.IsAssignableTo(typeof(RosterRecord)) && property.Name is "toBeDeleted" or "dateLastModified" or "collection")
            {
                property.ShouldSerialize = static (_, _) => false;
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(SourcedIdConverter)])]
[JsonSerializable(typeof(RosterOrgRow))]
[JsonSerializable(typeof(RosterSessionRow))]
[JsonSerializable(typeof(RosterCourseRow))]
[JsonSerializable(typeof(RosterClassRow))]
[JsonSerializable(typeof(RosterUserRow))]
[JsonSerializable(typeof(RosterEnrollmentRow))]
[JsonSerializable(typeof(RosterMemberRow))]
[JsonSerializable(typeof(RosterKeyRow))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class RosterRowJson : JsonSerializerContext;

internal sealed class SourcedIdConverter : JsonConverter<SourcedId>
{
    public override SourcedId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, SourcedId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
