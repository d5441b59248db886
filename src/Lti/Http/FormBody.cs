using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Integration.Lti.Http;

/// <summary>Reads a URL-encoded form within limits, and turns everything a client can get wrong about it into a fault.</summary>
internal static class FormBody
{
    // Somewhat more than the largest id_token taken, so that a large token gets its own refusal.
    private const int MaxValue = 96 * 1024;

    // Read on a little past what is taken: a browser that is cut off while sending never shows the refusal page.
    private const int MaxBody = 1024 * 1024;

    private static readonly FormOptions Limits = new() { ValueLengthLimit = MaxValue, KeyLengthLimit = 512, ValueCountLimit = 64 };

    public static async Task<LtiResult<IFormCollection>> ReadAsync(HttpContext http, FaultKind notAForm, FaultKind tooLarge, CancellationToken ct)
    {
        if (!IsForm(http.Request.ContentType))
        {
            return new LtiFault(notAForm, "expected application/x-www-form-urlencoded, in UTF-8");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBody;
        }

        try
        {
            return LtiResult<IFormCollection>.Success(await http.Request.ReadFormAsync(Limits, ct));
        }
        catch (InvalidDataException)
        {
            return new LtiFault(tooLarge);
        }
        catch (BadHttpRequestException refused)
        {
            return new LtiFault(refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? tooLarge : notAForm);
        }
    }

    // The framework throws at a charset that it knows and will not read, such as UTF-7.
    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
