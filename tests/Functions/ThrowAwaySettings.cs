using Integration.Learning.Sealing;

namespace Integration.Tests.Functions;

/// <summary>Settings for a tool on a throw-away folder, in the environment's form.</summary>
internal sealed class ThrowAwaySettings : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("tool-").FullName;

    internal Dictionary<string, string?> Values { get; }

    internal ThrowAwaySettings() => Values = new Dictionary<string, string?>
    {
        ["Public__Url"] = "https://reflect.example.org",
        ["Storage__Provider"] = "Sqlite",
        ["Storage__Sqlite"] = Path.Combine(Folder, "tool.db"),
        ["Secrets__MasterKey"] = MasterKey.NewValue(),
    };

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
