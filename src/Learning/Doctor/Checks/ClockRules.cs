namespace Integration.Learning.Doctor.Checks;

/// <summary>What is said of clocks that differ.</summary>
internal static class ClockRules
{
    /// <summary>Seconds that a slow network and a clock set by hand explain.</summary>
    internal const int Unremarkable = 10;
}
