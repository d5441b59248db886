using System.Security.Cryptography;

namespace Integration.Sandbox;

/// <summary>The folder with everything that survives a restart.</summary>
internal sealed class DataFolder
{
    private readonly string _path;

    public DataFolder(string path)
    {
        _path = Path.GetFullPath(path);
        Directory.CreateDirectory(_path);
    }

    public string LmsDatabase => Path.Combine(_path, "lms.db");

    public string ToolDatabase => Path.Combine(_path, "tool.db");

    private string MasterKeyFile => Path.Combine(_path, "master.key");

    /// <summary>Deletes the files this program makes, and nothing else that may lie in the folder.</summary>
    public void Clear()
    {
        foreach (var database in new[] { LmsDatabase, ToolDatabase })
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(database + suffix);
            }
        }

        File.Delete(MasterKeyFile);
    }

    /// <summary>The secret the tool seals its own secrets with: made once, or the tool could not read its database again.</summary>
    public string MasterKey()
    {
        if (!File.Exists(MasterKeyFile))
        {
            File.WriteAllText(MasterKeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(MasterKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        return File.ReadAllText(MasterKeyFile).Trim();
    }
}
