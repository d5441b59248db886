using System.Security.Cryptography;
using System.Text;

namespace Integration.Tables;

/// <summary>
/// A partition or row key: parts joined by <c>!</c>, each escaped to ASCII letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c> (the escape mark),
/// so that any outside id is legal in Azure Tables and sorts the same on both stores (ordinal on the escaped form). A part longer than 64 characters
/// after escaping becomes the SHA-256 of the raw id; the raw id then belongs in the document. At most 512 characters in all.
/// </summary>
public readonly record struct Key
{
    /// <summary>Azure allows 512 characters in a key.</summary>
    public const int MaxLength = 512;

    internal const char Separator = '!';
    private const int MaxPartLength = 64;

    private Key(string value) => Value = value;

    /// <summary>The escaped form, as stored.</summary>
    public string Value { get; }

    /// <summary>Builds a key from raw parts. Parts may hold anything but may not be empty.</summary>
    /// <exception cref="ArgumentException">No parts, an empty part, an unpaired surrogate, or more than 512 characters in all.</exception>
    public static Key Of(params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
        {
            throw new ArgumentException("A key needs at least one part.", nameof(parts));
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0)
            {
                text.Append(Separator);
            }

            text.Append(Escape(part));
        }

        return FromStored(text.ToString());
    }

    /// <summary>A key one part deeper.</summary>
    public Key Then(string part) => FromStored(Value + Separator + Escape(part));

    /// <summary>Reads back a key as a store holds it.</summary>
    public static Key FromStored(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return value.Length <= MaxLength
            ? new Key(value)
            : throw new ArgumentException($"A key is at most {MaxLength} characters long; this one has {value.Length}.", nameof(value));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string Escape(string raw)
    {
        ArgumentException.ThrowIfNullOrEmpty(raw);
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(raw);
        var escaped = new StringBuilder(raw.Length);
        foreach (var b in utf8)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.')
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('~').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return escaped.Length <= MaxPartLength ? escaped.ToString() : "~~" + Convert.ToHexStringLower(SHA256.HashData(utf8));
    }
}

/// <summary>Rows from <see cref="From"/> (inclusive) up to <see cref="Before"/> (exclusive), compared ordinally; null means open.</summary>
public readonly record struct KeyRange(string? From, string? Before)
{
    /// <summary>The whole partition.</summary>
    public static KeyRange All => new(null, null);

    /// <summary>Every row whose key has <paramref name="prefix"/> as its leading parts (not the row that equals it).</summary>
    public static KeyRange Under(Key prefix) => new(prefix.Value + Key.Separator, prefix.Value + (char)(Key.Separator + 1));
}
