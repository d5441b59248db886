namespace Integration.OneRoster.Csv.Packages;

/// <summary>Carries a fault out of a stream that is being read, up to the one place that makes a result of it.</summary>
internal sealed class PackageFaultException(OneRosterFault fault) : Exception(fault.Kind.Sentence)
{
    public PackageFaultException(OneRosterFaultKind kind, string? detail = null) : this(new OneRosterFault(kind, detail))
    {
    }

    public OneRosterFault Fault { get; } = fault;
}
