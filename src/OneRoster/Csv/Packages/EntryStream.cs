namespace Integration.OneRoster.Csv.Packages;

/// <summary>The decompressed bytes of one entry: counted, held to the limits, and shown to a witness that may be watching.</summary>
internal sealed class EntryStream(Stream inner, PackageEntry entry, PackageMeter meter) : Stream
{
    /// <summary>How many bytes were handed out.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Sees every byte that is handed out.</summary>
    public ByteWitness? Witness { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of an entry is known at its end only.");

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException("An entry is read forwards only.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Seen(buffer, inner.Read(buffer));
        }
        catch (Exception exception) when (entry.Packed is not null && ZipPackage.IsBrokenZip(exception))
        {
            throw new PackageFaultException(CsvFaults.Damaged, entry.Name);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            return Seen(buffer.Span, count);
        }
        catch (Exception exception) when (entry.Packed is not null && ZipPackage.IsBrokenZip(exception))
        {
            throw new PackageFaultException(CsvFaults.Damaged, entry.Name);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An entry is read forwards only.");

    public override void SetLength(long value) => throw new NotSupportedException("An entry is never written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An entry is never written.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Seen(Span<byte> buffer, int count)
    {
        BytesRead += count;
        meter.Count(entry, BytesRead);
        Witness?.See(buffer[..count]);

        // A cut-off entry must never pass for a complete one: whoever stands behind the cut would end.
        if (count == 0 && buffer.Length > 0 && entry.Packed is not null
            && (BytesRead != entry.Length || (Witness is { } witness && witness.Crc != entry.Crc)))
        {
            throw new PackageFaultException(CsvFaults.Damaged, entry.Name);
        }

        return count;
    }
}
