namespace Integration.OneRoster.Http;

/// <summary>
/// An answer's body as it arrives: counted, kept under a limit whatever length was announced, and with its first bytes remembered. It brings its own token,
/// because the JSON reader hands none down to a read that is under way, and a SIS that drips would never run out of time.
/// </summary>
internal sealed class AnswerStream(Stream inner, long most, CancellationToken ct) : Stream
{
    private int _firstSeen = -1;

    /// <summary>Bytes so far, decompressed.</summary>
    public long Count { get; private set; }

    /// <summary>True when the first character that is not white space is <c>&lt;</c>: a page for people, not data.</summary>
    public bool IsMarkup => _firstSeen == '<';

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("A stream from the network has no length.");

    /// <inheritdoc/>
    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException("A stream from the network can't be rewound.");
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Take(await inner.ReadAsync(buffer, ct).ConfigureAwait(false), buffer.Span);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Take(inner.Read(buffer, offset, count), buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A stream from the network can't be rewound.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("An answer is only read.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An answer is only read.");

    private int Take(int read, ReadOnlySpan<byte> buffer)
    {
        for (var i = 0; _firstSeen < 0 && i < read; i++)
        {
            // The bytes of a UTF-8 byte order mark count as white space.
            _firstSeen = buffer[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF ? -1 : buffer[i];
        }

        Count += read;
        return Count <= most ? read : throw new AnswerTooLargeException();
    }
}

/// <summary>More bytes than one answer may have.</summary>
internal sealed class AnswerTooLargeException() : IOException("The answer is larger than the limit.");
