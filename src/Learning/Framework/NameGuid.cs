using System.Security.Cryptography;
using System.Text;

namespace Integration.Learning.Framework;

/// <summary>UUID version 5 in the URL namespace (RFC 9562, section 5.5): the same name gives the same id everywhere.</summary>
internal static class NameGuid
{
    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public static Guid Of(string name)
    {
        // SHA-1 because the format says so; nothing here is a secret.
        var hash = SHA1.HashData([.. UrlNamespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
