using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Lti.Login;

/// <summary>
/// Seals (encrypts and authenticates) what travels through the browser between login and launch. One purpose per use: what was sealed as one thing never opens
/// as another. Expiry is inside the seal and read by the caller, against the tool's own clock.
/// </summary>
internal sealed class StateSeal(IDataProtectionProvider protection)
{
    private const int MaxSealed = 8 * 1024;

    private readonly IDataProtector states = protection.CreateProtector("Integration.Lti.LoginState.1");
    private readonly IDataProtector again = protection.CreateProtector("Integration.Lti.LoginAgain.1");

    /// <summary>The <c>state</c> parameter.</summary>
    public string Seal(LoginState state) => Seal(states, writer =>
    {
        writer.Write(state.Registration.Value);
        writer.Write(state.StateId);
        writer.Write(state.Nonce);
        writer.Write(state.BindingHash);
        writer.Write(state.ExpiresAt.ToUnixTimeSeconds());
        WriteOptional(writer, state.StorageTarget);
        WriteHints(writer, state.Hints);
    });

    /// <summary>The state, or null when this tool did not seal it.</summary>
    public LoginState? OpenState(string sealedState) => Open(states, sealedState, reader => new LoginState
    {
        Registration = new RegistrationId(reader.ReadString()),
        StateId = reader.ReadString(),
        Nonce = reader.ReadString(),
        BindingHash = reader.ReadBytes(SHA256.HashSizeInBytes),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
        StorageTarget = ReadOptional(reader),
        Hints = ReadHints(reader),
    });

    /// <summary>The <c>again</c> parameter of a login that starts over in a new window.</summary>
    public string Seal(LoginAgain login) => Seal(again, writer =>
    {
        writer.Write(login.Registration.Value);
        writer.Write(login.ExpiresAt.ToUnixTimeSeconds());
        WriteHints(writer, login.Hints);
    });

    /// <summary>The login to start over, or null when this tool did not seal it.</summary>
    public LoginAgain? OpenAgain(string sealedLogin) => Open(again, sealedLogin, reader =>
    {
        var registration = new RegistrationId(reader.ReadString());
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        return ReadHints(reader) is { } hints ? new LoginAgain(registration, hints, expiresAt) : null;
    });

    private static string Seal(IDataProtector protector, Action<BinaryWriter> write)
    {
        using var plain = new MemoryStream(256);
        using (var writer = new BinaryWriter(plain, Encoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        return Base64Url.EncodeToString(protector.Protect(plain.ToArray()));
    }

    private static T? Open<T>(IDataProtector protector, string sealedText, Func<BinaryReader, T?> read)
        where T : class
    {
        if (sealedText.Length > MaxSealed || !Base64Url.IsValid(sealedText))
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(protector.Unprotect(Base64Url.DecodeFromChars(sealedText))), Encoding.UTF8);
            return read(reader);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static void WriteHints(BinaryWriter writer, LoginHints? hints)
    {
        WriteOptional(writer, hints?.LoginHint);
        WriteOptional(writer, hints?.MessageHint);
    }

    private static LoginHints? ReadHints(BinaryReader reader)
    {
        var loginHint = ReadOptional(reader);
        var messageHint = ReadOptional(reader);
        return loginHint is null ? null : new LoginHints(loginHint, messageHint);
    }

    private static void WriteOptional(BinaryWriter writer, string? value)
    {
        writer.Write(value is not null);
        if (value is not null)
        {
            writer.Write(value);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}

/// <summary>A login to start over, top-level, in a window of its own.</summary>
internal sealed record LoginAgain(RegistrationId Registration, LoginHints Hints, DateTimeOffset ExpiresAt);
