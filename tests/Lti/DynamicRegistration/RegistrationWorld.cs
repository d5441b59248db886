using System.Text.Json.Nodes;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Integration.Tests.Lti.Services;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Lti.DynamicRegistration;

/// <summary>The registration client as the tool registers it, with its real way out, and a real server on loopback that plays the LMS.</summary>
internal sealed class RegistrationWorld : IAsyncDisposable
{
    internal const string Token = "registration-token";
    private readonly ServiceProvider provider;

    private RegistrationWorld(PracticePlatform platform, string publicUrl)
    {
        Platform = platform;
        Options = new LtiToolOptions { PublicUrl = new Uri(publicUrl) };
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging();
        services.AddLti(Options);
        provider = services.BuildServiceProvider();
        platform.On("/config", http => http.Response.WriteAsync(Configuration(platform.Address).ToJsonString()));
    }

    internal PracticePlatform Platform { get; }

    internal LtiToolOptions Options { get; }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 13, 37, 0, TimeSpan.Zero));

    internal RegistrationClient Client => provider.GetRequiredService<RegistrationClient>();

    internal static ToolProfile Profile { get; } = new(
        "reflect", "Reflect", "Students check their own work.", "Choose an activity", new Uri("https://reflect.example.org/icon.svg"), new Uri("https://reflect.example.org/privacy"))
    {
        Custom = new Dictionary<string, string>
        {
            ["timezone"] = "$Person.address.timezone",
            ["link_history"] = "$ResourceLink.id.history",
            ["Fixed"] = "a=b=c",
        },
    };

    internal static async Task<RegistrationWorld> StartAsync(string publicUrl = "http://localhost:5070") => new(await PracticePlatform.StartAsync(), publicUrl);

    /// <summary>A platform's configuration, with changes.</summary>
    internal static JsonObject Configuration(Uri platform, Action<JsonObject>? change = null)
    {
        var origin = platform.GetLeftPart(UriPartial.Authority);
        var configuration = new JsonObject
        {
            ["issuer"] = origin,
            ["authorization_endpoint"] = origin + "/auth",
            ["token_endpoint"] = origin + "/token",
            ["jwks_uri"] = origin + "/jwks",
            ["registration_endpoint"] = origin + "/register",
            ["https://purl.imsglobal.org/spec/lti-platform-configuration"] = new JsonObject { ["product_family_code"] = "example", ["version"] = "7" },
        };
        change?.Invoke(configuration);
        return configuration;
    }

    internal Task<LtiResult<PlatformConfiguration>> ReadAsync(string? address = null) =>
        Client.ReadAsync(address ?? Platform.At("/config").AbsoluteUri, Token, TestContext.Current.CancellationToken);

    /// <summary>The code of the fault, or null.</summary>
    internal async Task<string?> CodeAsync(string? address = null) => (await ReadAsync(address)).Fault?.Kind.Code;

    internal void Answers(Action<JsonObject> change) =>
        Platform.On("/config", http => http.Response.WriteAsync(Configuration(Platform.Address, change).ToJsonString()));

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
