using System.Runtime.InteropServices;

namespace Integration.Bench.Servers;

/// <summary>What the figures were measured on.</summary>
internal sealed record Machine(int Cores, string Cpu, string Runtime)
{
    private const string CpuInfo = "/proc/cpuinfo";

    internal static Machine This { get; } = new(Environment.ProcessorCount, CpuName(), RuntimeInformation.FrameworkDescription);

    public override string ToString() => FormattableString.Invariant($"{Cores} cores of {Cpu}, {Runtime}");

    private static string CpuName()
    {
        var line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
