using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Learning.Pages;

/// <summary>The style sheet, modules and icon that travel inside this assembly.</summary>
/// <remarks>The hash covers the whole set, so that a module's relative import (<c>./session.js</c>) always finds the version it was written with.</remarks>
public static class PageAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = Read();

    /// <summary>The hash of the whole set: a part of every address.</summary>
    public static string Version { get; } = Hash();

    /// <summary>The names of all assets.</summary>
    public static IReadOnlyList<string> Names => All.Keys;

    /// <summary>The address of an asset.</summary>
    public static string Url(string name) =>
        All.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset '{name}'.", nameof(name));

    internal static Asset? Find(string version, string name) => version == Version ? All.GetValueOrDefault(name) : null;

    private static FrozenDictionary<string, Asset> Read()
    {
        var assembly = typeof(PageAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return new Asset(name[Prefix.Length..], bytes);
            })
            .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
    }

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var asset in All.Values.OrderBy(asset => asset.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(asset.Name));
            hash.AppendData(SHA256.HashData(asset.Plain));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}

/// <summary>One asset, compressed the first time a browser asks for it that way.</summary>
internal sealed class Asset(string name, byte[] plain)
{
    private readonly Lazy<byte[]> _brotli = new(() => Compress(plain, to => new BrotliStream(to, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> _gzip = new(() => Compress(plain, to => new GZipStream(to, CompressionLevel.Optimal)));

    public string Name => name;

    public byte[] Plain => plain;

    public byte[] Brotli => _brotli.Value;

    public byte[] Gzip => _gzip.Value;

    public string ContentType { get; } = Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No content type is set for '{other}'."),
    };

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> into)
    {
        using var compressed = new MemoryStream();
        using (var stream = into(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
