namespace Integration.Sandbox.Sis.Districts;

/// <summary>The same number for the same question, on every machine and in every order: SplitMix64 over seed, kind, index and salt.</summary>
internal readonly struct Dice(ulong seed)
{
    public int Roll(SisCollection kind, int index, int salt, int sides)
    {
        var z = seed + (((ulong)kind + 1) * 0x9E3779B97F4A7C15UL) + ((ulong)index * 0xD1B54A32D192ED03UL) + ((ulong)salt * 0x8CB92BA72F3D8DD7UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return (int)((z ^ (z >> 31)) % (ulong)sides);
    }

    public T Pick<T>(IReadOnlyList<T> from, SisCollection kind, int index, int salt) => from[Roll(kind, index, salt, from.Count)];
}
