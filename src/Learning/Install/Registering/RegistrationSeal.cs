using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Integration.Learning.Sealing;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Learning.Install.Registering;

/// <summary>Seals the form that confirms a registration.</summary>
internal sealed class RegistrationSeal(IDataProtectionProvider sealing)
{
    private const int Longest = 400_000;
    private readonly IDataProtector protector = sealing.CreateProtector(SealingPurposes.SelfRegistration);

    public string Seal(PendingRegistration pending) =>
        Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(pending, PendingRegistrationJson.Default.PendingRegistration)));

    /// <summary>Null when this tool did not seal it.</summary>
    public PendingRegistration? Open(string text)
    {
        if (text.Length is 0 or > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(protector.Unprotect(Base64Url.DecodeFromChars(text)), PendingRegistrationJson.Default.PendingRegistration);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
