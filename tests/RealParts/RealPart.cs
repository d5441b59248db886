namespace Integration.Tests.RealParts;

/// <summary>
/// Parts that are not packages: Azurite and Chromium. A test that needs one skips with a reason where it is absent,
/// and fails instead where <c>REQUIRE_REAL_PARTS=1</c> says that everything must be there.
/// </summary>
public static class RealPart
{
    public static string Azurite() => Need(
        "Azurite", Environment.GetEnvironmentVariable("AZURITE_TABLE") ?? OnPath("azurite-table"), "npm install -g azurite, or set AZURITE_TABLE to the program");

    public static string Chromium() => Need(
        "Chromium", Environment.GetEnvironmentVariable("CHROMIUM") ?? OnPath("chromium"), "apt-get install chromium, or set CHROMIUM to the program");

    private static string Need(string name, string? path, string remedy)
    {
        if (path is not null && File.Exists(path))
        {
            return path;
        }

        var reason = $"{name} is not on this machine ({remedy}).";
        if (Environment.GetEnvironmentVariable("REQUIRE_REAL_PARTS") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return "";
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
}
