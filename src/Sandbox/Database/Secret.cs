using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Integration.Sandbox.Database;

/// <summary>Unguessable values, and the form in which they are kept.</summary>
internal static class Secret
{
    /// <summary>256 random bits, safe in an address.</summary>
    public static string Make() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the database keeps of a secret that somebody else holds.</summary>
    public static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
