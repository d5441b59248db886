using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Integration.Learning.Sealing;

/// <summary>
/// The keys that wrap every secret at rest, from one setting: 32 bytes as base64, or several with commas between them. The first one writes, all of them
/// read, so <c>new,old</c> moves the tool to a new key without losing anything.
/// </summary>
public sealed class MasterKey
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly IReadOnlyList<(string Id, byte[] Bytes)> keys;

    private MasterKey(IReadOnlyList<(string Id, byte[] Bytes)> keys) => this.keys = keys;

    /// <summary>Names the key that writes; says nothing about its bytes.</summary>
    internal string CurrentId => keys[0].Id;

    /// <summary>A fresh random value for the setting.</summary>
    public static string NewValue() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>Reads the setting; the problem is a sentence fragment and never repeats the value.</summary>
    public static bool TryParse(string? setting, [NotNullWhen(true)] out MasterKey? masterKey, [NotNullWhen(false)] out string? problem)
    {
        (masterKey, problem) = (null, null);
        if (string.IsNullOrWhiteSpace(setting))
        {
            problem = "is missing";
            return false;
        }

        var keys = new List<(string Id, byte[] Bytes)>();
        foreach (var part in setting.Split(',', StringSplitOptions.TrimEntries))
        {
            var bytes = new byte[KeyBytes + 1];
            if (!Convert.TryFromBase64String(part, bytes, out var length) || length != KeyBytes)
            {
                problem = "is not 32 bytes of base64 (or several such values with commas between them)";
                return false;
            }

            bytes = bytes[..KeyBytes];
            keys.Add((Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)), bytes));
        }

        masterKey = new MasterKey(keys);
        return true;
    }

    /// <summary>True when one of the keys can open what was sealed under this key id.</summary>
    internal bool Opens(string id) => keys.Any(key => key.Id == id);

    /// <summary>Seals with the first key (AES-256-GCM): nonce, tag, cipher text.</summary>
    internal byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        var output = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = output.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[0].Bytes, TagBytes);
        aes.Encrypt(nonce, plain, output.AsSpan(NonceBytes + TagBytes), output.AsSpan(NonceBytes, TagBytes), context);
        return output;
    }

    /// <summary>Opens what <see cref="Seal"/> made under the key with this id.</summary>
    /// <exception cref="CryptographicException">No such key, or the text was changed.</exception>
    internal byte[] Open(string id, ReadOnlySpan<byte> sealedText, ReadOnlySpan<byte> context)
    {
        var bytes = keys.FirstOrDefault(key => key.Id == id).Bytes
            ?? throw new CryptographicException("Sealed with a master key that this process was not given.");
        if (sealedText.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A sealed text is too short.");
        }

        var plain = new byte[sealedText.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(bytes, TagBytes);
        aes.Decrypt(sealedText[..NonceBytes], sealedText[(NonceBytes + TagBytes)..], sealedText.Slice(NonceBytes, TagBytes), plain, context);
        return plain;
    }
}
