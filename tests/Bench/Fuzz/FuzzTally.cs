namespace Integration.Bench.Fuzz;

/// <summary>What one lane of mutants came to.</summary>
internal sealed class FuzzTally
{
    private const int MaxFindings = 10;

    internal long Refused { get; set; }

    internal long LetIn { get; set; }

    internal long OddAdmitted { get; set; }

    internal long OddRefused { get; set; }

    internal long Forms { get; set; }

    internal long Broken { get; set; }

    internal List<string> Findings { get; } = [];

    internal void Find(string what)
    {
        if (Findings.Count < MaxFindings)
        {
            Findings.Add(what);
        }
    }
}
