using System.Diagnostics.CodeAnalysis;
using Integration.Lti;

namespace Integration.Learning.Install.Registering;

/// <summary>A value, or why not: an invitation that may not be used, or an LMS that may not register.</summary>
internal sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, SetupRefusal? refusal, LtiFault? fault) => (Value, Refusal, Fault) = (value, refusal, fault);

    public T? Value { get; }

    public SetupRefusal? Refusal { get; }

    public LtiFault? Fault { get; }

    public static Outcome<T> Of(T value) => new(value, null, null);

    public static Outcome<T> Of(SetupRefusal refusal) => new(null, refusal, null);

    public static Outcome<T> Of(LtiFault fault) => new(null, null, fault);

    public bool TryGetValue([NotNullWhen(true)] out T? value)
    {
        value = Value;
        return value is not null;
    }
}
