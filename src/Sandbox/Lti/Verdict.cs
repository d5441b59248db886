using System.Diagnostics.CodeAnalysis;

namespace Integration.Sandbox.Lti;

/// <summary>Why the LMS refuses what the tool sent: a code for programs, a sentence for whoever debugs the tool.</summary>
internal sealed record Refusal(string Code, string Text, int Status = StatusCodes.Status400BadRequest)
{
    public IResult ToJson(string? mediaType = null) => Results.Json(new { error = Code, error_description = Text }, contentType: mediaType, statusCode: Status);
}

/// <summary>A value, or why there is none.</summary>
internal sealed class Verdict<T>
    where T : class
{
    private Verdict(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Verdict<T>(T value) => new(value, null);

    public static implicit operator Verdict<T>(Refusal refusal) => new(null, refusal);

    public bool Holds([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = Value;
        refusal = Refusal;
        return refusal is null;
    }
}
