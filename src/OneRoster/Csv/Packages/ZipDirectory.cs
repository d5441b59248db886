using System.Buffers.Binary;

namespace Integration.OneRoster.Csv.Packages;

/// <summary>
/// Walks the central directory of a zip without keeping anything of it, because the zip library builds an object for each entry before anybody can ask how many
/// there are. <see href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE 4.3.12 to 4.3.16</see>.
/// </summary>
internal static class ZipDirectory
{
    private const uint End = 0x06054b50;
    private const uint End64Locator = 0x07064b50;
    private const uint Header = 0x02014b50;
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int HeaderLength = 46;

    /// <summary>True when there are more entries than <paramref name="limit"/>. False also for what is no zip; the library says so then.</summary>
    public static bool HasMoreThan(Stream stream, int limit)
    {
        var position = Start(stream);
        var header = new byte[HeaderLength];
        for (var count = 0; position >= 0 && position <= stream.Length - HeaderLength; count++)
        {
            stream.Position = position;
            stream.ReadExactly(header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != Header)
            {
                break;
            }

            if (count == limit)
            {
                return true;
            }

            position += HeaderLength + Short(header, 28) + Short(header, 30) + Short(header, 32);
        }

        stream.Position = 0;
        return false;
    }

    private static long Start(Stream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, EndLength + ushort.MaxValue + LocatorLength)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != End)
            {
                continue;
            }

            var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
            return start == uint.MaxValue && at >= LocatorLength ? Start64(stream, tail.AsSpan(at - LocatorLength, LocatorLength)) : start;
        }

        return -1;
    }

    private static long Start64(Stream stream, ReadOnlySpan<byte> locator)
    {
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != End64Locator || at < 0 || at > stream.Length - 56)
        {
            return -1;
        }

        var end = new byte[56];
        stream.Position = at;
        stream.ReadExactly(end);
        return BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48));
    }

    private static int Short(byte[] header, int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));
}
