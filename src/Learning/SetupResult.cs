using System.Diagnostics.CodeAnalysis;

namespace Integration.Learning;

/// <summary>The outcome of something an admin sets up: a value, or a refusal in words for that admin.</summary>
public readonly struct SetupResult<T>
{
    private SetupResult(T? value, SetupRefusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; default when refused.</summary>
    public T? Value { get; }

    /// <summary>The refusal; null when there is a value.</summary>
    public SetupRefusal? Refusal { get; }

    /// <summary>Takes the value, or the refusal when there is none.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out SetupRefusal? refusal)
    {
        (value, refusal) = (Value, Refusal);
        return refusal is null;
    }

    /// <summary>A success.</summary>
    public static implicit operator SetupResult<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator SetupResult<T>(SetupRefusal refusal) => new(default, refusal);
}

/// <summary>Why a set-up step was refused: a stable code (SET1xxx districts, SET2xxx platforms) and a sentence that says what to do.</summary>
public sealed record SetupRefusal(string Code, string Sentence);
