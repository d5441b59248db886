using System.IO.Compression;
using Integration.Tables;

namespace Integration.Bench.Rosters;

/// <summary>
/// The least that "half a pull never applies" costs: each record is put away once, compressed, before any row is written; afterwards it is read back, unpacked
/// and deleted. A record stands here as the one row that holds its truth.
/// </summary>
internal static class BareAside
{
    private const int ChunkBytes = 256 * 1024;
    private static readonly Key Partition = Key.Of("aside");

    internal static async Task PutAsync(IDocumentStore store, IEnumerable<Batch> batches, CancellationToken ct)
    {
        using var chunk = new MemoryStream(2 * ChunkBytes);
        var number = 0;
        foreach (var batch in batches.Where(batch => batch.Partition.Value.Split('!')[3] is "people" or "catalogue"))
        {
            foreach (var write in batch.Writes)
            {
                chunk.Write(write.Json.Span);
            }

            if (chunk.Length >= ChunkBytes)
            {
                await PutAsync(store, chunk, number++, ct);
            }
        }

        await PutAsync(store, chunk, number, ct);
    }

    internal static async Task TakeAsync(IDocumentStore store, CancellationToken ct)
    {
        await foreach (var chunk in store.ReadAllAsync(Partition, KeyRange.All, ct))
        {
            using var gzip = new GZipStream(new MemoryStream(chunk.Json.ToArray()), CompressionMode.Decompress);
            await gzip.CopyToAsync(Stream.Null, ct);
            await store.CommitAsync(new Batch(Partition).Delete(chunk.Row, chunk.Revision), ct);
        }
    }

    private static async Task PutAsync(IDocumentStore store, MemoryStream chunk, int number, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(chunk.GetBuffer().AsSpan(0, (int)chunk.Length));
        }

        chunk.SetLength(0);
        await store.UpsertAsync(Partition, Key.Of($"{number:d6}"), packed.ToArray(), ct);
    }
}
