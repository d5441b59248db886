namespace Integration.Sandbox.Sis;

/// <summary>What the SIS saw of its clients since it started; it tells a careful one from a greedy or careless one.</summary>
public sealed class SisLedger
{
    private int _calls;
    private int _tokens;
    private int _demographics;
    private int _strays;

    /// <summary>Calls to the rostering service, refused ones too.</summary>
    public int Calls => _calls;

    /// <summary>Tokens handed out.</summary>
    public int Tokens => _tokens;

    /// <summary>How often somebody asked for demographics.</summary>
    public int Demographics => _demographics;

    /// <summary>How often somebody carried credentials to another origin.</summary>
    public int Strays => _strays;

    internal void NoteCall() => Interlocked.Increment(ref _calls);

    internal void NoteToken() => Interlocked.Increment(ref _tokens);

    internal void NoteDemographics() => Interlocked.Increment(ref _demographics);

    internal void NoteStray() => Interlocked.Increment(ref _strays);
}
