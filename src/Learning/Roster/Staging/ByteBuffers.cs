using System.Collections.Concurrent;

namespace Integration.Learning.Roster.Staging;

/// <summary>
/// Large buffers used again, one bucket after the other: as fresh arrays they would lie about until the next full collection. There are as many as buckets were
/// ever open at once.
/// </summary>
internal sealed class ByteBuffers
{
    private readonly ConcurrentBag<byte[]> idle = [];

    /// <summary>A buffer of at least so many bytes, for <see cref="Return"/> to have back.</summary>
    internal byte[] Rent(int bytes) => idle.TryTake(out var there) && there.Length >= bytes ? there : GC.AllocateUninitializedArray<byte>(bytes + (bytes / 4));

    internal void Return(byte[] buffer) => idle.Add(buffer);
}
