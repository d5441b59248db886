using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Integration.Lti.Login;

/// <summary>
/// The secret that ties a launch to the browser that began it. One partitioned cookie per login, because a course page may open several activities at once;
/// only its SHA-256 travels in <c>state</c>.
/// </summary>
internal static class BindingCookie
{
    private const string Prefix = "__Host-lti_";
    private const string StoragePrefix = "lti_b_";
    private const int MaxAtOnce = 8;

    /// <summary>A new 32-byte secret, base64url.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What <c>state</c> keeps of the secret.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(string secret, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(secret), hash);

    /// <summary>A new state id: eight hex digits of time, then 64 random bits.</summary>
    public static string NewStateId(DateTimeOffset now)
        => $"{(uint)now.ToUnixTimeSeconds():x8}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    /// <summary>The key of the secret in platform storage.</summary>
    public static string StorageKey(string stateId) => StoragePrefix + stateId;

    /// <summary>Sets the cookie, and expires the oldest when a browser has gathered too many unfinished logins.</summary>
    public static void Set(HttpContext http, string stateId, string secret, TimeSpan lifetime)
    {
        var held = http.Request.Cookies.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        if (held.Count >= MaxAtOnce)
        {
            foreach (var name in held.Order(StringComparer.Ordinal).Take(held.Count - MaxAtOnce + 1))
            {
                Delete(http, name);
            }
        }

        http.Response.Cookies.Append(Prefix + stateId, secret, Options(lifetime));
    }

    /// <summary>True when this browser holds the secret of the login.</summary>
    public static bool IsHeld(HttpContext http, LoginState state)
        => http.Request.Cookies.TryGetValue(Prefix + state.StateId, out var secret) && Matches(secret, state.BindingHash);

    private static void Delete(HttpContext http, string name) => http.Response.Cookies.Append(name, "", Options(TimeSpan.Zero));

    private static CookieOptions Options(TimeSpan maxAge) => new()
    {
        Path = "/",
        Secure = true,
        HttpOnly = true,
        SameSite = SameSiteMode.None,
        MaxAge = maxAge,
        IsEssential = true,
        Extensions = { "Partitioned" },
    };
}
