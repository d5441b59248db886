using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Integration.Lti.Launch;
using Integration.Lti.Registrations;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Lti.Bind;

/// <summary>Seals tickets: compressed, because claims repeat long names, and encrypted, because they name a child.</summary>
internal sealed class TicketSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Integration.Lti.LaunchTicket.2");

    /// <summary>The opaque ticket.</summary>
    public string Seal(LaunchTicket ticket)
    {
        using var plain = new MemoryStream(4096);
        using (var writer = new BinaryWriter(plain, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(ticket.Registration.Value);
            writer.Write(ticket.BindingHash);
            writer.Write(ticket.Nonce.Value);
            writer.Write(ticket.Nonce.KeepUntil.ToUnixTimeSeconds());
            writer.Write(ticket.ExpiresAt.ToUnixTimeSeconds());
            writer.Write(ticket.Begun.Reference);
            writer.Write(ticket.Begun.MessageType ?? "");
            writer.Write(ticket.Begun.ClockAhead?.Ticks ?? long.MinValue);
        }

        using (var packed = new BrotliStream(plain, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(ticket.Payload);
        }

        return Base64Url.EncodeToString(protector.Protect(plain.ToArray()));
    }

    /// <summary>The ticket, or null when this tool did not seal it.</summary>
    public LaunchTicket? Open(string sealedTicket)
    {
        if (!Base64Url.IsValid(sealedTicket))
        {
            return null;
        }

        try
        {
            using var plain = new MemoryStream(protector.Unprotect(Base64Url.DecodeFromChars(sealedTicket)));
            using var reader = new BinaryReader(plain, Encoding.UTF8, leaveOpen: true);
            var registration = new RegistrationId(reader.ReadString());
            var hash = reader.ReadBytes(SHA256.HashSizeInBytes);
            var nonce = new NonceToUse(reader.ReadString(), DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()));
            var expiresAt = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
            var (reference, messageType, clockAhead) = (reader.ReadString(), reader.ReadString(), reader.ReadInt64());
            var begun = new BegunLaunch(reference, messageType.Length == 0 ? null : messageType, clockAhead == long.MinValue ? null : TimeSpan.FromTicks(clockAhead));
            using var packed = new BrotliStream(plain, CompressionMode.Decompress);
            using var payload = new MemoryStream();
            packed.CopyTo(payload);
            return new LaunchTicket(registration, hash, nonce, expiresAt, begun, payload.ToArray());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
