using System.Diagnostics.CodeAnalysis;

namespace Integration.Lti;

/// <summary>
/// The outcome of something the other side may get wrong: a value, or a fault with a code. Our own bugs, cancellation and a broken store stay exceptions.
/// </summary>
public readonly struct LtiResult<T>
{
    private LtiResult(T? value, LtiFault? fault) => (Value, Fault) = (value, fault);

    /// <summary>The value; default when there is a fault.</summary>
    public T? Value { get; }

    /// <summary>The fault; null when there is a value.</summary>
    public LtiFault? Fault { get; }

    /// <summary>Takes the value, or the fault when there is none.</summary>
    public bool TryGetValue([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out LtiFault? fault)
    {
        (value, fault) = (Value, Fault);
        return fault is null;
    }

    /// <summary>A success; for interface types, which C# cannot convert implicitly.</summary>
    internal static LtiResult<T> Success(T value) => new(value, null);

    /// <summary>A success.</summary>
    public static implicit operator LtiResult<T>(T value) => new(value, null);

    /// <summary>A refusal or failure.</summary>
    public static implicit operator LtiResult<T>(LtiFault fault) => new(default, fault);
}

/// <summary>One thing the other side got wrong.</summary>
/// <param name="Kind">Which rule; stable and unique.</param>
/// <param name="Detail">Facts for an admin (received and expected values, hosts, times). Never a token, a name or an e-mail address.</param>
public sealed record LtiFault(FaultKind Kind, string? Detail = null)
{
    /// <summary>For service calls: how long the platform asked us to wait, when it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For service calls: the HTTP status the platform answered with; null when no answer came.</summary>
    public int? HttpStatus { get; init; }
}

/// <summary>A rule that can be broken: LTI1xxx at login, LTI2xxx at launch, LTI3xxx in services, LTI4xxx in dynamic registration, LTI5xxx in notices.</summary>
/// <param name="Code">Stable, such as <c>LTI2010</c>. Student and admin words are kept under this code in <c>RefusalWords.resx</c>.</param>
/// <param name="Spec">The section of the specification that sets the rule.</param>
/// <param name="Status">The HTTP status of the refusal page (4xx); for services the class of failure.</param>
public sealed record FaultKind(string Code, string Spec, int Status);
