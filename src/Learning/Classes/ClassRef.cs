using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Integration.Learning.Districts;
using Integration.Tables;

namespace Integration.Learning.Classes;

/// <summary>
/// One course of one district: the partition that holds everything its people do. <paramref name="Id"/> is a hash of (issuer, context id), so that a
/// course keeps its data when the same LMS is registered again.
/// </summary>
public readonly record struct ClassRef(DistrictId District, string Id)
{
    /// <summary>The partition of the course.</summary>
    public Key Partition => Key.Of("class", District.Value, Id);

    /// <summary>The course an issuer calls <paramref name="contextId"/>; a launch outside any course belongs to its deployment.</summary>
    public static ClassRef Of(DistrictId district, string issuer, string? contextId, string deploymentId)
    {
        var (kind, id) = contextId is null ? ("deployment", deploymentId) : ("context", contextId);
        var text = string.Create(CultureInfo.InvariantCulture, $"{issuer.Length}:{issuer}{kind}:{id}");
        return new ClassRef(district, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
    }
}
