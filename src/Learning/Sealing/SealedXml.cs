using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Learning.Sealing;

/// <summary>The XML form of one key-ring key sealed under the master key.</summary>
internal static class SealedXml
{
    internal const string ElementName = "sealedByMasterKey";
    private static readonly byte[] Context = "integration/key-ring"u8.ToArray();

    internal static XElement Seal(MasterKey masterKey, XElement plain) => new(
        ElementName,
        new XAttribute("key", masterKey.CurrentId),
        Convert.ToBase64String(masterKey.Seal(Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting)), Context)));

    internal static XElement Open(MasterKey masterKey, XElement element) =>
        XElement.Parse(Encoding.UTF8.GetString(masterKey.Open(KeyIdOf(element), Convert.FromBase64String(element.Value), Context)));

    internal static string KeyIdOf(XElement element) => (string?)element.Attribute("key") ?? "";
}

/// <summary>Seals each key of the ring before it is stored.</summary>
internal sealed class MasterKeyXmlEncryptor(MasterKey masterKey) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(SealedXml.Seal(masterKey, plaintextElement), typeof(MasterKeyXmlDecryptor));
}

/// <summary>Opens each key of the ring; its name is stored beside every key, so it must not be renamed.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly MasterKey masterKey = services.GetRequiredService<MasterKey>();

    public XElement Decrypt(XElement encryptedElement) => SealedXml.Open(masterKey, encryptedElement);
}
