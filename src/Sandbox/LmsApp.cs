using System.Net;
using System.Text;
using Integration.Sandbox.Courses;
using Integration.Sandbox.Database;
using Integration.Sandbox.Gradebook;
using Integration.Sandbox.Lti;
using Integration.Sandbox.Lti.Authorization;
using Integration.Sandbox.Lti.DeepLinks;
using Integration.Sandbox.Lti.Grades;
using Integration.Sandbox.Lti.Notices;
using Integration.Sandbox.Lti.Registrations;
using Integration.Sandbox.Lti.Roster;
using Integration.Sandbox.Lti.Tokens;
using Integration.Sandbox.Pages;
using Integration.Sandbox.People;
using Integration.Sandbox.Personalities;
using Integration.Sandbox.Settings;
using Integration.Sandbox.Sis;
using Integration.Sandbox.Sis.Rest;
using Integration.Sandbox.Sis.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Sandbox;

/// <summary>Puts the LMS together, and the SIS beside it.</summary>
internal static class LmsApp
{
    public static WebApplication Build(SandboxOptions options, DataFolder folder, Addresses addresses)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(LmsApp).Assembly.GetName().Name });
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // One of the LMSs that are played writes typographic quotes into a header.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });

        var services = builder.Services;
        services.AddRazorComponents();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton(options.Clock);
        services.AddSingleton(addresses);
        services.AddSingleton(new LmsDatabase(folder.LmsDatabase));
        services.AddSingleton<CourseCopies>();
        services.AddSingleton<School>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Switches>();
        services.AddSingleton<PlayedLms>();
        services.AddSingleton<LinkRecords>();
        services.AddSingleton<LineItemRecords>();
        services.AddSingleton<ScoreRecords>();
        services.AddSingleton<ReviewedWork>();
        services.AddSingleton<UsedOnce>();
        services.AddSingleton<PlatformKey>();
        services.AddSingleton<ToolRegistrations>();
        services.AddSingleton<RegistrationTokens>();
        services.AddSingleton<PendingLaunches>();
        services.AddSingleton<PendingPicks>();
        services.AddSingleton<IdToken>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<ClientAssertion>();
        services.AddSingleton<DeepLinkAnswer>();
        services.AddHttpClient(ToolKeys.Client, http => http.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<ToolKeys>();
        services.AddHttpClient(NoticePost.Client, http => http.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<NoticeHandlers>();
        services.AddSingleton<NoticePost>();
        services.AddSingleton<ToolSignature>();
        services.AddSingleton<SisState>();
        services.AddSingleton(provider => new PracticeSis(options, addresses, provider.GetRequiredService<SisState>()));
        services.AddSingleton<SisTokens>();
        services.AddSingleton<SignedRequest>();
        services.AddSingleton<SisAccess>();
        services.AddSingleton<RosterAnswer>();

        var app = builder.Build();
        addresses.ServiceQuery = () => app.Services.GetRequiredService<PlayedLms>().Current.ServiceQuery;
        app.Use((context, next) => SecurityHeaders.RunAsync(context, () => next(context)));
        PeopleEndpoints.Map(app);
        CourseEndpoints.Map(app);
        GradebookEndpoints.Map(app);
        OwnGradeEndpoints.Map(app);
        SettingsEndpoints.Map(app);
        PersonalityEndpoints.Map(app);
        AssetEndpoints.Map(app);
        StorageEndpoints.Map(app);
        AuthorizationEndpoints.Map(app);
        TokenEndpoints.Map(app);
        LineItemEndpoints.Map(app);
        ScoreEndpoints.Map(app);
        MembershipEndpoints.Map(app);
        NoticeEndpoints.Map(app);
        DeepLinkEndpoints.Map(app);
        SisTokenEndpoints.Map(app);
        RosterEndpoints.Map(app);
        RegistrationEndpoints.Map(app);
        ToolPages.Map(app);
        SisEndpoints.Map(app);
        app.MapFallback((HttpContext context, Sessions sessions) => Page.NotFound(sessions.Of(context)));
        return app;
    }
}
