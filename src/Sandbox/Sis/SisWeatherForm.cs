using System.Globalization;
using Integration.Sandbox.Sis.Rest;

namespace Integration.Sandbox.Sis;

/// <summary>Reads the weather from the page's form, and says what can't be.</summary>
internal static class SisWeatherForm
{
    /// <summary>Null when a number or a choice is nonsense.</summary>
    public static SisWeather? Read(IFormCollection form)
    {
        bool Is(string name) => form[name] == "on";
        string? Collection(string name) => form[name].ToString() is { Length: > 0 } route ? route : null;

        return TryRead(form["largestPage"], out var page) && TryRead(form["tokenCalls"], out var calls) && TryRead(form["breaksAt"], out var record)
            && Enum.TryParse<SisBurst>(form["burst"], out var burst)
            ? new SisWeather
            {
                LargestPage = page,
                NoHeaders = Is("noHeaders"),
                IgnoresOffset = Is("ignoresOffset"),
                Burst = burst,
                TokenCalls = calls,
                Forbidden = Collection("forbidden"),
                EmptySecondRead = Collection("emptySecondRead"),
                WrongKeys = Is("wrongKeys"),
                DirtyTypes = Is("dirtyTypes"),
                Drips = Is("drips"),
                BreaksAt = record,
                Redirects = Is("redirects"),
                LinksElsewhere = Is("linksElsewhere"),
            }
            : null;
    }

    /// <summary>What is wrong with a weather; null when nothing is.</summary>
    public static string? Fault(SisWeather weather) =>
        weather.LargestPage < 0 || weather.TokenCalls < 0 || weather.BreaksAt < 0 ? "Numbers are not below 0."
        : !Enum.IsDefined(weather.Burst) ? "There is no such burst."
        : new[] { weather.Forbidden, weather.EmptySecondRead }.Any(c => c is not null && !RosterRoute.Names.Contains(c)) ? "There is no such collection."
        : null;

    private static bool TryRead(string? text, out int value)
    {
        value = 0;
        return string.IsNullOrEmpty(text) || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
