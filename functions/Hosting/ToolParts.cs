using Integration.Functions.Settings;
using Integration.Learning;
using Integration.Learning.Sealing;
using Integration.Lti;
using Integration.OneRoster;
using Integration.Tables;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Integration.Functions.Hosting;

/// <summary>The rooms, put together: the same for the server, the in-process tool and the command line.</summary>
internal static class ToolParts
{
    private static readonly TimeSpan StoreWait = TimeSpan.FromSeconds(10);

    internal static IServiceCollection AddTool(this IServiceCollection services, ToolSettings settings)
    {
        var lti = new LtiToolOptions { PublicUrl = settings.PublicUrl };
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        return services
            .AddTables(settings.Tables)
            .AddLti(lti)
            .AddOneRoster(new OneRosterOptions { AllowPrivateAddresses = lti.IsDevelopment })
            .AddLearning(new LearningOptions(settings.MasterKey));
    }

    /// <summary>
    /// What must hold before the first request: the store opens, and its secrets open under the master key. A cloud store that does not answer just now
    /// is no reason to stay down; health says so until it does.
    /// </summary>
    /// <exception cref="BadSettingsException">The store's file or the master key is the wrong one.</exception>
    internal static async Task PrepareAsync(this IServiceProvider services, CancellationToken ct)
    {
        var settings = services.GetRequiredService<ToolSettings>();
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(ct);
        wait.CancelAfter(StoreWait);
        try
        {
            await services.OpenSealedStoreAsync(wait.Token);
        }
        catch (WrongMasterKeyException)
        {
            throw new BadSettingsException(["Secrets__MasterKey is not the key this store was sealed with: set the old key, or both as new,old to change it."]);
        }
        catch (Exception fault) when (fault is not StoreBusyException && !ct.IsCancellationRequested)
        {
            if (settings.Tables.Provider is TablesProvider.Sqlite)
            {
                throw new BadSettingsException([$"Storage__Sqlite names a file that can't be opened as a database ({fault.GetType().Name}): {fault.Message}"]);
            }
        }
        catch (StoreBusyException)
        {
        }
    }
}
