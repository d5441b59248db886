using Integration.Learning.Pages.Handshake;
using Integration.Lti;
using Integration.Lti.Faults;
using Integration.Lti.Launch;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Learning.Pages;

/// <summary>Every handshake and error page, by name, with invented facts.</summary>
internal static class HandshakeSamples
{
    public static readonly RefusalFacts Facts = new(
        "K7Q2-M4", "https://lms.maple-district.example", "10000000000042", "7:a1b2c3d4e5f6", "LtiResourceLinkRequest", new(2026, 3, 3, 16, 41, 9, TimeSpan.Zero));

    public static readonly LtiFault Fault = new(LaunchFaults.Expired, "exp 16:31:02, our clock 16:41:09, difference 10:07");

    private static readonly LtiToolOptions Options = new() { PublicUrl = new("https://tool.example") };

    public static readonly ErrorPages ErrorPages = new(Options, new FakeTimeProvider(Facts.At));

    public static LtiPages LtiPages(string tool = "https://tool.example") => new(new() { PublicUrl = new(tool) });

    public static IReadOnlyDictionary<string, Func<HttpContext, IResult>> All { get; } = new Dictionary<string, Func<HttpContext, IResult>>
    {
        ["refused"] = http => LtiPages().Refused(http, Fault, Facts),
        ["new-window"] = http => LtiPages().OpenInNewWindow(http, new("https://tool.example/lti/login?again=x"), Facts),
        ["new-window-how"] = http => LtiPages().OpenInNewWindow(http, null, Facts),
        ["ask"] = http => LtiPages().AskStorage(http, new("https://lms.example", "_parent", "lti_b_1", "ticket", new("https://tool.example/lti/login?again=x"))),
        ["reloaded"] = http => ErrorPages.Reloaded(http),
        ["error-404"] = http => ErrorPages.Error(http, 404, null),
        ["error-405"] = http => ErrorPages.Error(http, 405, null),
        ["error-500"] = http => ErrorPages.Error(http, 500, "K7Q2-M4"),
        ["error-503"] = http => ErrorPages.Error(http, 503, "K7Q2-M4"),
    };
}
