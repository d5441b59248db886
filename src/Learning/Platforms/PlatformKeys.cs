using System.Globalization;
using Integration.Lti.Registrations;
using Integration.Tables;

namespace Integration.Learning.Platforms;

/// <summary>Every key of this folder, with the query it serves.</summary>
internal static class PlatformKeys
{
    /// <summary>All platforms and their index rows: one partition, so that a platform and its index row are written in one batch.</summary>
    public static Key Platforms { get; } = Key.Of("platforms");

    /// <summary>The list of platforms, read whole into the cache.</summary>
    public static KeyRange AllPlatforms { get; } = KeyRange.Under(Key.Of("platform"));

    /// <summary>The tool's signing keys, read whole.</summary>
    public static Key ToolKeys { get; } = Key.Of("tool-keys");

    /// <summary>Which nonce partitions exist, oldest hour first: read by the purge up to the hour that is past.</summary>
    public static Key NonceBuckets { get; } = Key.Of("nonce-buckets");

    public static Key Platform(string id) => Key.Of("platform", id);

    /// <summary>Insert-if-absent makes (issuer, client id) unique.</summary>
    public static Key Index(string issuer, string clientId) => Key.Of("index", issuer, clientId);

    /// <summary>A fixed name per generation: two processes that make the first key at once agree on one.</summary>
    public static Key ToolKey(int generation) => Key.Of(generation.ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>Used nonces of one platform whose keep-until lies in one hour: inserted one at a time, deleted all at once.</summary>
    public static Key Nonces(RegistrationId platform, DateTimeOffset hour) => Key.Of("nonces", platform.Value, Hour(hour));

    public static Key NonceBucket(RegistrationId platform, DateTimeOffset hour) => Key.Of(Hour(hour), platform.Value);

    /// <summary>Every bucket of the hours before <paramref name="hour"/>.</summary>
    public static KeyRange NonceBucketsBefore(DateTimeOffset hour) => new(null, Key.Of(Hour(hour)).Value);

    private static string Hour(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
}
