using System.Globalization;
using System.Text.Json;

namespace Integration.Lti.Services;

/// <summary>Writes members that may be missing: a null writes nothing.</summary>
internal static class JsonMembers
{
    /// <summary>A moment in UTC with parts of a second: what every platform reads, Moodle and Canvas among them.</summary>
    public const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void Address(this Utf8JsonWriter json, string name, Uri? value) => json.Text(name, value?.AbsoluteUri);

    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? value)
        => json.Text(name, value?.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture));

    public static void Flag(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
    }

    public static void Whole(this Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }
}
