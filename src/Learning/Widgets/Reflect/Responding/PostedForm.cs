using Microsoft.AspNetCore.Http;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>Reads a posted form; what is none is a result and not an exception.</summary>
internal static class PostedForm
{
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
