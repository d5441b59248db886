using System.Buffers;
using System.Text;

namespace Integration.OneRoster.Csv.Packages;

/// <summary>
/// Watches the bytes of a file go by: its CRC-32, and whether it is UTF-8. One damaged character does not make a file Windows-1252: that would turn every
/// other accent in it into two wrong letters. So sound and unsound sequences are counted and the larger number decides.
/// </summary>
internal sealed class ByteWitness
{
    private static readonly uint[] Table = MakeTable();
    private readonly byte[] carried = new byte[4];
    private int carriedCount;
    private uint crc = uint.MaxValue;

    /// <summary>The checksum of what was seen, as zip archives reckon it.</summary>
    public uint Crc => ~crc;

    /// <summary>Characters of several bytes that are sound UTF-8.</summary>
    public long Sound { get; private set; }

    /// <summary>Sequences that are no UTF-8, an unfinished one at the end included.</summary>
    public long Unsound { get => field + (carriedCount > 0 ? 1 : 0); private set; }

    public void See(ReadOnlySpan<byte> bytes)
    {
        var sum = crc;
        foreach (var one in bytes)
        {
            sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
        }

        crc = sum;
        Judge(bytes);
    }

    private void Judge(ReadOnlySpan<byte> bytes)
    {
        // The end of the last piece may be the beginning of a character.
        while (carriedCount > 0 && bytes.Length > 0)
        {
            carried[carriedCount++] = bytes[0];
            bytes = bytes[1..];
            var status = Rune.DecodeFromUtf8(carried.AsSpan(0, carriedCount), out _, out var used);
            if (status == OperationStatus.NeedMoreData)
            {
                continue;
            }

            _ = status == OperationStatus.Done ? Sound++ : Unsound++;
            var rest = carried.AsSpan(used, carriedCount - used).ToArray();
            carriedCount = 0;
            Walk(rest);
        }

        Walk(bytes);
    }

    private void Walk(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var next = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
            if (next < 0)
            {
                return;
            }

            bytes = bytes[next..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes.CopyTo(carried);
                carriedCount = bytes.Length;
                return;
            }

            _ = status == OperationStatus.Done ? Sound++ : Unsound++;
            bytes = bytes[used..];
        }
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            }

            table[i] = value;
        }

        return table;
    }
}
