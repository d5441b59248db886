using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace Integration.Learning.Pages;

/// <summary>The sentences of the pages in one language, and times as a person at one school reads them.</summary>
/// <remarks>
/// The shared sentences are in <c>Pages/Words.resx</c>; each feature keeps its own beside its pages and reads them with <see cref="Of{TArea}"/>.
/// A key that is nowhere throws: it is our own mistake, and a test finds it before a child does.
/// </remarks>
public sealed class Words
{
    private static readonly ConcurrentDictionary<Type, ResourceManager> Resources = new();

    // A page reads a hundred sentences, and a look-up in a resource file costs most where the area has no such key and the shared words do.
    private static readonly ConcurrentDictionary<(Type Area, CultureInfo Culture, string Key), string> Found = new();
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo Spanish = CultureInfo.GetCultureInfo("es-US");

    private readonly Type _area;
    private readonly CultureInfo _culture;

    /// <summary>The shared words.</summary>
    /// <param name="language">A BCP 47 tag; anything but Spanish is read as English.</param>
    /// <param name="zone">The school's time zone.</param>
    public Words(string? language, TimeZoneInfo zone) : this(language, zone, typeof(Words))
    {
    }

    private Words(string? language, TimeZoneInfo zone, Type area)
    {
        Language = LanguageOf(language);
        Zone = zone;
        _area = area;
        _culture = Language == "es" ? Spanish : English;
    }

    /// <summary><c>en</c> or <c>es</c>.</summary>
    public string Language { get; }

    /// <summary>The school's time zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>A sentence.</summary>
    public string this[string key] => Find(key);

    /// <summary>A sentence with its places filled in.</summary>
    public string this[string key, params object[] args] => string.Format(_culture, Find(key), args);

    /// <summary>The language we have for a BCP 47 tag such as <c>es-MX</c>: <c>es</c>, otherwise <c>en</c>.</summary>
    public static string LanguageOf(string? locale)
    {
        var primary = (locale ?? "").Split('-', '_')[0];
        return string.Equals(primary, "es", StringComparison.OrdinalIgnoreCase) ? "es" : "en";
    }

    /// <summary>The words of one feature: <c>ReflectWords.resx</c> beside the type <c>ReflectWords</c>. The shared words stay in reach.</summary>
    public Words Of<TArea>() => new(Language, Zone, typeof(TArea));

    /// <summary>The sentence for a number: <c>key.one</c> or <c>key.other</c>, with the number as {0}.</summary>
    public string Count(string key, int n, params object[] more) => string.Format(_culture, Find(n == 1 ? key + ".one" : key + ".other"), [n, .. more]);

    /// <summary>A clock time: "10:41", "2:05 pm"; "14:05" in Spanish.</summary>
    public string Time(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return (Language, local.Hour) switch
        {
            ("es", _) => local.ToString("H:mm", CultureInfo.InvariantCulture),
            (_, < 12) => local.ToString("h:mm", CultureInfo.InvariantCulture) + (local.Hour == 0 ? " am" : ""),
            _ => local.ToString("h:mm", CultureInfo.InvariantCulture) + " pm",
        };
    }

    /// <summary>A day: "Tuesday, March 3".</summary>
    public string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString(Find("time.day-format"), _culture);

    /// <summary>How long ago: "just now", "5 min ago", "2 h ago", "yesterday 10:12", then the day.</summary>
    public string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var days = (TimeZoneInfo.ConvertTime(now, Zone).Date - TimeZoneInfo.ConvertTime(at, Zone).Date).Days;
        return (now - at) switch
        {
            { TotalMinutes: < 1 } => Find("time.just-now"),
            { TotalMinutes: < 60 } past => this["time.minutes-ago", (int)past.TotalMinutes],
            { } past when days == 0 => this["time.hours-ago", (int)past.TotalHours],
            _ when days == 1 => this["time.yesterday", Time(at)],
            _ => Day(at),
        };
    }

    private string Find(string key) =>
        Found.TryGetValue((_area, _culture, key), out var sentence) ? sentence : Found[(_area, _culture, key)] = Read(key);

    private string Read(string key) =>
        Look(_area, key) ?? (_area == typeof(Words) ? null : Look(typeof(Words), key))
        ?? throw new KeyNotFoundException($"No words for '{key}' in {_area.Name}.resx or Words.resx.");

    private string? Look(Type area, string key) =>
        Resources.GetOrAdd(area, type => new ResourceManager(type.FullName!, type.Assembly)).GetString(key, _culture);
}
