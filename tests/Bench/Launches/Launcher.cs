using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Bench.Launches;

/// <summary>A browser and its LMS, as far as a launch needs them: login, signature, launch. Only the two requests count towards the time.</summary>
internal sealed class Launcher(LaunchTarget target, Audience audience, PracticePlatform platform, TimeProvider clock) : IDisposable
{
    // Cookies are carried by hand: the tool's are Secure, and the bench speaks plain http to a loopback address.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>One launch by whoever's turn it is.</summary>
    internal async Task<Launched> LaunchAsync(CancellationToken ct)
    {
        var student = audience.Next();
        var (login, state, nonce, cookie) = await LoginAsync(student, ct);

        var form = new FormUrlEncodedContent([new("state", state), new("id_token", platform.Sign(audience.Claims(student, nonce)))]);
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Launch) { Content = form };
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var began = clock.GetTimestamp();
        using var answer = await http.SendAsync(request, ct);
        var page = await answer.Content.ReadAsStringAsync(ct);
        var time = login + clock.GetElapsedTime(began);
        if (answer.StatusCode != HttpStatusCode.OK || !target.IsRight(student, page))
        {
            throw new InvalidOperationException($"{target.Name} answered a launch with {(int)answer.StatusCode}: {page}");
        }

        return new Launched(time, page.Length);
    }

    public void Dispose() => http.Dispose();

    private async Task<(TimeSpan Time, string State, string Nonce, string? Cookie)> LoginAsync(Student student, CancellationToken ct)
    {
        var address = QueryHelpers.AddQueryString(target.Login.AbsoluteUri, new Dictionary<string, string?>
        {
            ["iss"] = PracticePlatform.Issuer,
            ["client_id"] = Audience.ClientId,
            ["login_hint"] = student.Subject,
            ["lti_message_hint"] = "link-of-class-" + student.Class,
            ["target_link_uri"] = target.Launch.AbsoluteUri,
        });
        var began = clock.GetTimestamp();
        using var answer = await http.GetAsync(address, ct);
        var time = clock.GetElapsedTime(began);
        if (answer.Headers.Location is not { } next)
        {
            throw new InvalidOperationException($"{target.Name} answered a login with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
        }

        var query = QueryHelpers.ParseQuery(next.OriginalString[next.OriginalString.IndexOf('?', StringComparison.Ordinal)..]);
        var cookie = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : null;
        return (time, query["state"].ToString(), query["nonce"].ToString(), cookie);
    }
}

/// <summary>Where launches go.</summary>
/// <param name="Name">For people.</param>
/// <param name="Login">The login address.</param>
/// <param name="Launch">The launch address.</param>
/// <param name="IsRight">Whether the page is the one meant for this student.</param>
internal sealed record LaunchTarget(string Name, Uri Login, Uri Launch, Func<Student, string, bool> IsRight);

/// <summary>One launch that went well.</summary>
/// <param name="Time">Login and launch together.</param>
/// <param name="PageLength">Characters of the page.</param>
internal readonly record struct Launched(TimeSpan Time, int PageLength);
