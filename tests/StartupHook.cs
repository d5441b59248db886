using Integration.Tests.Learning.Roster;

/// <summary>What the runtime calls before Main when a process is started with this program as its start-up hook; the name is the runtime's.</summary>
internal static class StartupHook
{
    public static void Initialize() => SyncProcess.SyncWhenAsked();
}
