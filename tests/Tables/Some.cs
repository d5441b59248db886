using System.Text;
using Integration.Tables;

namespace Integration.Tests.Tables;

/// <summary>Documents and keys for the storage tests.</summary>
internal static class Some
{
    internal static ReadOnlyMemory<byte> Document(string text = "{}") => Encoding.UTF8.GetBytes(text);

    /// <summary>Bytes that a store would spoil if it cut, padded or re-encoded them.</summary>
    internal static ReadOnlyMemory<byte> DocumentOf(int bytes)
    {
        var document = new byte[bytes];
        new Random(bytes).NextBytes(document);
        return document;
    }

    internal static Key Partition() => Key.Of("tests", Guid.NewGuid().ToString("N"));

    internal static string TextOf(StoredDocument? document) => Encoding.UTF8.GetString(Assert.IsType<StoredDocument>(document).Json.Span);
}
