namespace Integration.Learning.Roster.Runs;

/// <summary>Another worker has the lease, or wrote what we were about to write. Nothing is lost: that worker goes on.</summary>
internal sealed class RosterLeaseLostException : Exception
{
    public RosterLeaseLostException()
        : base("Another worker has taken the roster's lease.")
    {
    }
}
