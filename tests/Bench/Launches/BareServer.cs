using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Bench.Launches;

/// <summary>
/// What a launch costs at the very least: one GET that redirects, one POST that verifies one RS256 signature with a key in memory, inserts one row durably and
/// answers a page made beforehand. No claims, no cookie, no sealed state, no session: the measure, not a model.
/// </summary>
internal static class BareServer
{
    internal const string Verb = "bare";

    /// <summary>The verb by which the bench starts itself as the server.</summary>
    internal static Command Build()
    {
        var address = new Option<string>("--address") { Required = true };
        var database = new Option<string>("--database") { Required = true };
        var publicKey = new Option<string>("--public-key") { Required = true };
        var pageBytes = new Option<int>("--page-bytes") { Required = true };
        var command = new Command(Verb, "The bare handler, started by the bench itself.") { address, database, publicKey, pageBytes };
        command.SetAction((given, ct) => RunAsync(
            given.GetRequiredValue(address), given.GetRequiredValue(database), given.GetRequiredValue(publicKey), given.GetRequiredValue(pageBytes), ct));
        return command;
    }

    internal static IEnumerable<string> Arguments(Uri address, string database, string publicKey, int pageBytes) =>
        [Verb, "--address", address.AbsoluteUri, "--database", database, "--public-key", publicKey, "--page-bytes", FormattableString.Invariant($"{pageBytes}")];

    private static async Task<int> RunAsync(string address, string database, string publicKey, int pageBytes, CancellationToken ct)
    {
        using var key = RSA.Create();
        key.ImportFromPem(publicKey);
        await using var rows = new BareRows(database);
        var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Bare</title><p>" + new string('x', pageBytes));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(address);
        app.MapGet("/login", (HttpContext http) =>
            http.Response.Redirect($"/auth?state={NewId()}&nonce={NewId()}&login_hint={http.Request.Query["login_hint"]}"));
        app.MapPost("/launch", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (form["id_token"] is not [{ } token] || form["state"] is not [{ } state] || !IsSigned(key, token) || !await rows.InsertAsync(state))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = page.Length;
            await http.Response.Body.WriteAsync(page, http.RequestAborted);
        });
        await app.RunAsync(ct);
        return 0;
    }

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static bool IsSigned(RSA key, string token)
    {
        var dot = token.LastIndexOf('.');
        return dot > 0 && key.VerifyData(
            Encoding.ASCII.GetBytes(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
