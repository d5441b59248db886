using System.Buffers;
using System.Globalization;
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
    private const string Unescaped = "-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> UnescapedCharacters = SearchValues.Create(Unescaped);
    private static readonly SearchValues<char> StoredCharacters = SearchValues.Create(Unescaped + "~!");
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Key(string value) => Value = value;

    /// <summary>The escaped form, as stored. Null only in <c>default(Key)</c>, which every store refuses.</summary>
    public string Value { get; }

    /// <summary>Builds a key from raw parts. Parts may hold anything but may not be empty.</summary>
    /// <exception cref="ArgumentException">No parts, an empty part, an unpaired surrogate, or more than 512 characters in all.</exception>
    public static Key Of(params ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
        {
            throw new ArgumentException("A key needs at least one part.", nameof(parts));
        }

        if (parts.Length == 1)
        {
            return new Key(Escape(parts[0]));
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

        return FromEscaped(text.ToString());
    }

    /// <summary>A key one part deeper.</summary>
    public Key Then(string part)
    {
        Limits.CheckKey(this);
        return FromEscaped(Value + Separator + Escape(part));
    }

    /// <summary>Reads back a key as a store holds it.</summary>
    /// <exception cref="ArgumentException">The text is not an escaped key.</exception>
    public static Key FromStored(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return value.AsSpan().ContainsAnyExcept(StoredCharacters)
            ? throw new ArgumentException("This is not an escaped key; build keys from outside ids with Key.Of.", nameof(value))
            : FromEscaped(value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Key FromEscaped(string value) => value.Length <= MaxLength
        ? new Key(value)
        : throw new ArgumentException($"A key is at most {MaxLength} characters long; this one has {value.Length}.", nameof(value));

    private static string Escape(string raw)
    {
        ArgumentException.ThrowIfNullOrEmpty(raw);
        if (raw.Length <= MaxPartLength && !raw.AsSpan().ContainsAnyExcept(UnescapedCharacters))
        {
            return raw;
        }

        var utf8 = StrictUtf8.GetBytes(raw);
        var escaped = new StringBuilder(raw.Length);
        foreach (var b in utf8)
        {
            if (UnescapedCharacters.Contains((char)b))
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('~').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        // An escape is followed by a hex digit, so two marks in a row can only begin a hash: the two forms never meet.
        return escaped.Length <= MaxPartLength ? escaped.ToString() : "~~" + Convert.ToHexStringLower(SHA256.HashData(utf8));
    }
}
