using System.Diagnostics.CodeAnalysis;

namespace Integration.OneRoster;

/// <summary>
/// The outcome of something a SIS or a package may get wrong: a value, or a fault with a code. Our own bugs and cancellation stay exceptions.
/// </summary>
public readonly struct OneRosterResult<T>
{
    private OneRosterResult(T? value, OneRosterFault? fault) => (Value, Fault) = (value, fault);

    /// <summary>The value; default when there is a fault.</summary>
    public T? Value { get; }

    /// <summary>The fault; null when there is a value.</summary>
    public OneRosterFault? Fault { get; }

    /// <summary>Takes the value, or the fault when there is none.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out OneRosterFault? fault)
    {
        (value, fault) = (Value, Fault);
        return fault is null;
    }

    /// <summary>A success, for values that convert by no operator because their type is an interface.</summary>
    public static OneRosterResult<T> Success(T value) => new(value, null);

    /// <summary>A success.</summary>
    public static implicit operator OneRosterResult<T>(T value) => new(value, null);

    /// <summary>A refusal or failure.</summary>
    public static implicit operator OneRosterResult<T>(OneRosterFault fault) => new(default, fault);
}

/// <summary>One thing the other side got wrong, or refused.</summary>
/// <param name="Kind">Which rule; stable and unique.</param>
/// <param name="Detail">Facts for an admin (collection, status, host, file and line). Never a token, a name or an e-mail address.</param>
public sealed record OneRosterFault(OneRosterFaultKind Kind, string? Detail = null)
{
    /// <summary>The HTTP status the SIS answered with; null when no answer came, and for packages.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>How long the SIS asked us to wait, when it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A rule that can be broken: OR1xxx transport and security, OR2xxx data, OR3xxx packages.</summary>
/// <param name="Code">Stable, such as <c>OR1004</c>.</param>
/// <param name="Sentence">What happened and what to do, for the admin.</param>
/// <param name="Temporary">True when the same read may succeed later (busy, time-out, lost connection): the run goes on from its checkpoint.</param>
public sealed record OneRosterFaultKind(string Code, string Sentence, bool Temporary = false);
