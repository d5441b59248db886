using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Learning.Sessions;

/// <summary>What an unsealed token is still good for.</summary>
public enum SessionStanding
{
    /// <summary>Everything its owner may do.</summary>
    Open,

    /// <summary>Expired less than a day ago: it may still save its own draft, and nothing else.</summary>
    SaveOnly,
}

/// <summary>Seals and opens session tokens.</summary>
public sealed class SessionTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a page may stay idle.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    /// <summary>How long a page may stay open at all.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How long after its end a token still saves a draft.</summary>
    public static readonly TimeSpan SaveGrace = TimeSpan.FromHours(24);

    private readonly IDataProtector protector = protection.CreateProtector("Integration.Session");

    /// <summary>A token for a session that begins now.</summary>
    public string Begin(Session session)
    {
        var now = clock.GetUtcNow();
        return Seal(session with { Began = now, Issued = now, Expires = now + Lifetime });
    }

    /// <summary>A fresh token for a session that goes on, never past twelve hours after its launch.</summary>
    public string Renew(Session session)
    {
        var now = clock.GetUtcNow();
        var end = session.Began + Longest;
        return Seal(session with { Issued = now, Expires = now + Lifetime < end ? now + Lifetime : end });
    }

    /// <summary>Opens a token; null when it is not ours or is past every use.</summary>
    public (Session Session, SessionStanding Standing)? Open(string token)
    {
        Session? session;
        try
        {
            session = JsonSerializer.Deserialize(protector.Unprotect(Base64Url.DecodeFromChars(token)), SessionJson.Default.Session);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return session switch
        {
            null => null,
            _ when now < session.Expires => (session, SessionStanding.Open),
            _ when now < session.Expires + SaveGrace => (session, SessionStanding.SaveOnly),
            _ => null,
        };
    }

    private string Seal(Session session) => Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(session, SessionJson.Default.Session)));
}
