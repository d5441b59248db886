using System.Security.Cryptography;
using System.Text;

namespace Integration.Learning.Districts;

/// <summary>
/// A person within a district: HMAC-SHA256 of (issuer, sub) under the district's secret, first 16 bytes as hex. It survives a new registration of the same
/// LMS, never crosses districts, and cannot be guessed from a numeric sub.
/// </summary>
public readonly record struct LearnerId(string Value)
{
    /// <summary>The id of the person an issuer calls <paramref name="subject"/>.</summary>
    public static LearnerId Of(ReadOnlySpan<byte> districtSecret, string issuer, string subject)
    {
        // The length prefix keeps ("ab","c") and ("a","bc") apart.
        var text = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{issuer.Length}:{issuer}{subject}"));
        return new LearnerId(Convert.ToHexStringLower(HMACSHA256.HashData(districtSecret, text).AsSpan(0, 16)));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
