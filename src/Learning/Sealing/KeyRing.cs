using System.Xml.Linq;
using Integration.Learning.Documents;
using Integration.Tables;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Integration.Learning.Sealing;

/// <summary>DataProtection's key ring in the document store, so that every process of the tool reads what another one sealed.</summary>
internal sealed class KeyRing(IDocumentStore store, MasterKey masterKey) : IXmlRepository
{
    // DataProtection asks synchronously, once at start and about once a day; nowhere else does the tool block on a task.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Task.Run(() => ReadAsync(CancellationToken.None)).GetAwaiter().GetResult().ConvertAll(key => XElement.Parse(key.Value.Xml));

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => InsertAsync(element, friendlyName)).GetAwaiter().GetResult();

    /// <summary>
    /// Brings keys that were sealed under an older master key over to the first one, so that the old one can be dropped after one start.
    /// Idempotent; a key that another process brings over at the same moment is left to it.
    /// </summary>
    /// <exception cref="WrongMasterKeyException">A key of the ring was sealed under a master key that was not given.</exception>
    internal async Task ResealAsync(CancellationToken ct)
    {
        foreach (var key in await ReadAsync(ct))
        {
            var xml = XElement.Parse(key.Value.Xml);
            var stale = xml.Descendants(SealedXml.ElementName).Where(element => SealedXml.KeyIdOf(element) != masterKey.CurrentId).ToList();
            if (stale.Exists(element => !masterKey.Opens(SealedXml.KeyIdOf(element))))
            {
                throw new WrongMasterKeyException();
            }

            if (stale.Count > 0)
            {
                stale.ForEach(element => element.ReplaceWith(SealedXml.Seal(masterKey, SealedXml.Open(masterKey, element))));
                await store.CommitAsync(new Batch(SealingDocuments.Partition).Replace(SealingDocuments.KeyRingKey, key, FromXml(xml)), ct);
            }
        }
    }

    private async Task<List<Stored<KeyRingKey>>> ReadAsync(CancellationToken ct)
    {
        var keys = new List<Stored<KeyRingKey>>();
        await foreach (var key in store.ReadAllAsync(SealingDocuments.KeyRingKey, SealingDocuments.Partition, KeyRange.All, ct))
        {
            keys.Add(key);
        }

        return keys;
    }

    private async Task InsertAsync(XElement element, string friendlyName)
    {
        var batch = new Batch(SealingDocuments.Partition).Insert(SealingDocuments.KeyRingKey, Key.Of(friendlyName), FromXml(element));
        if (await store.CommitAsync(batch, CancellationToken.None) is { Committed: false })
        {
            throw new InvalidOperationException("The key ring holds a key of this name already.");
        }
    }

    private static KeyRingKey FromXml(XElement element) => new() { Xml = element.ToString(SaveOptions.DisableFormatting) };
}

/// <summary>The store was sealed under another master key. Going on would make new keys and leave everything sealed so far unreadable.</summary>
public sealed class WrongMasterKeyException() : Exception("The store's secrets were sealed under another master key.");
