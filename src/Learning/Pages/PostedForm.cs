using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Integration.Learning.Pages;

/// <summary>A posted form within bounds, one value per name; anything else is a result and not an exception.</summary>
internal sealed class PostedForm
{
    private const int MostFields = 64;
    private const int LongestName = 128;
    private const int LargestBody = 768 * 1024;

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = MostFields,
        KeyLengthLimit = LongestName,
        ValueLengthLimit = LargestBody,
    };

    private readonly Dictionary<string, string> values;

    private PostedForm(Dictionary<string, string> values) => this.values = values;

    /// <summary>What was posted, by name.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>A value, or "".</summary>
    public string this[string name] => values.GetValueOrDefault(name) ?? "";

    /// <summary>The form; null when there is none, it is broken, or it is too large.</summary>
    public static async Task<PostedForm?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType || request.ContentLength > LargestBody)
        {
            return null;
        }

        try
        {
            var form = await new FormFeature(request, Limits).ReadFormAsync(ct);
            return form.Files.Count == 0 && form.All(field => field.Value.Count == 1)
                ? new PostedForm(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal))
                : null;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>A count from 0, or null.</summary>
    public static int? NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
