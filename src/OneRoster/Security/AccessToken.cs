using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Integration.OneRoster.Security;

/// <summary>A bearer token and until when it is worth using.</summary>
/// <param name="Value">The secret; never logged.</param>
/// <param name="RenewAt">From here on a new one is asked for: nine tenths of its life.</param>
internal sealed record AccessToken(string Value, DateTimeOffset RenewAt)
{
    private static readonly TimeSpan UnsaidLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    /// <summary>Reads a token answer, whatever media type it has; null when there is no usable token in it.</summary>
    public static AccessToken? Read(string body, DateTimeOffset askedAt)
    {
        if (Parse(body) is not { } answer || Text(answer, "access_token") is not { } value || !IsBearer(value, Text(answer, "token_type")))
        {
            return null;
        }

        var life = double.TryParse(Text(answer, "expires_in"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestLife.TotalSeconds))
            : UnsaidLife;
        return new AccessToken(value, askedAt + (life * 0.9));
    }

    /// <summary>The OAuth error code of a refusal, without anything that such a code can't hold; null when there is none.</summary>
    public static string? ErrorOf(string body)
        => Parse(body) is { } answer && Text(answer, "error") is { } error
            ? new string([.. error.Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.').Take(64)])
            : null;

    /// <inheritdoc/>
    public override string ToString() => nameof(AccessToken);

    // The value goes into a header as it is, so it must hold nothing that could end the header.
    private static bool IsBearer(string value, string? type)
        => (type is null || type.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) && value.All(c => c is > ' ' and < '\u007f');

    private static JObject? Parse(string body)
    {
        try
        {
            return JToken.Parse(body) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JObject answer, string name)
        => answer.GetValue(name, StringComparison.OrdinalIgnoreCase) is JValue { Value: { } value }
            && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
