namespace Integration.Tests.Certification;

/// <summary>Reads an answer whatever its status.</summary>
internal static class HttpClientExtensions
{
    public static async Task<string> GetStringOfAsync(this HttpClient http, string address)
    {
        using var response = await http.GetAsync(address);
        return await response.Content.ReadAsStringAsync();
    }
}
