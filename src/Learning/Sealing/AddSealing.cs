using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Integration.Learning.Sealing;

/// <summary>Registers sealing: ASP.NET DataProtection with its ring in the store and each key wrapped by the master key.</summary>
internal static class SealingRegistration
{
    // Part of every sealed text: another name would make all of them unreadable.
    private const string ApplicationName = "Integration";

    internal static IServiceCollection AddSealing(this IServiceCollection services, MasterKey masterKey)
    {
        services.AddSingleton(masterKey);
        services.AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = provider.GetRequiredService<KeyRing>();
            options.XmlEncryptor = new MasterKeyXmlEncryptor(masterKey);
        }));
        return services;
    }
}

/// <summary>What a process does with the store's secrets before it answers anyone.</summary>
public static class SealedStore
{
    /// <summary>Checks that the master key opens the store's secrets, and brings them over to the first key when it was changed.</summary>
    /// <exception cref="WrongMasterKeyException">They were sealed under another key.</exception>
    public static Task OpenSealedStoreAsync(this IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<KeyRing>().ResealAsync(ct);
}

/// <summary>Names what each use seals, so that one sealed text is never taken for another.</summary>
internal static class SealingPurposes
{
    internal const string LearnerSecret = "district/learner-secret/1";
    internal const string ToolKey = "tool-key/1";
    internal const string SelfRegistration = "install/registration/1";
    internal const string RosterSecret = "roster-source/secret/1";
}
