namespace Integration.Tests.Certification.Fuzz;

/// <summary>What a mutated launch may come to.</summary>
internal enum Expectation
{
    /// <summary>A forgery, or a claim that the specification demands is wrong: refused with a 4xx, whoever signed it.</summary>
    Refused,

    /// <summary>The platform did sign it and what is odd is optional: admitted or refused, but never a 5xx.</summary>
    Answered,
}

/// <summary>One mutated id_token.</summary>
/// <param name="Kind">What was done to it, for the report.</param>
/// <param name="Token">The token as posted.</param>
/// <param name="Expected">What may come of it.</param>
internal sealed record Mutant(string Kind, string Token, Expectation Expected)
{
    /// <summary>Whether the answer's status is one that may come of it.</summary>
    public bool Fits(int status) => Expected is Expectation.Refused ? status is >= 400 and < 500 : status is >= 200 and < 500;
}
