using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Integration.Tables.Sqlite;

/// <summary>
/// Revisions are 64 random bits: no counter to keep, none to share between two processes, and a row that was deleted and made again never
/// meets a revision someone still holds.
/// </summary>
internal static class SqliteRevision
{
    private const int Digits = 16;
    private const int DrawnAtOnce = 512;

    // Asking the generator once a row takes longer than some of the row's other work together.
    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int used;

    internal static long Next()
    {
        if (drawn is null || used == drawn.Length)
        {
            drawn ??= new byte[DrawnAtOnce * sizeof(long)];
            RandomNumberGenerator.Fill(drawn);
            used = 0;
        }

        used += sizeof(long);
        return BinaryPrimitives.ReadInt64LittleEndian(drawn.AsSpan(used - sizeof(long)));
    }

    internal static Revision Format(long revision) => new(revision.ToString("x16", CultureInfo.InvariantCulture));

    /// <summary>The stored number, or null for text this store never gave out, which then matches no row.</summary>
    internal static long? Parse(Revision? revision) =>
        revision is { Value: { Length: Digits } text } && long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
