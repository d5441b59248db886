using System.Reflection;

namespace Integration.Learning.Framework;

/// <summary>The shipped data files, embedded under the path they have in the repository, such as <c>manifests/frameworks/leap.json</c>.</summary>
internal static class Manifests
{
    private static readonly Assembly Home = typeof(Manifests).Assembly;

    /// <summary>The files below a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> In(string folder)
        => [.. Home.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>One file's bytes.</summary>
    public static byte[] Read(string name)
    {
        using var stream = Home.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"{name} is not embedded in this build.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
