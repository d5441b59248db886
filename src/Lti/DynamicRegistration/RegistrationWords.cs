using System.Globalization;
using System.Resources;

namespace Integration.Lti.DynamicRegistration;

/// <summary>What the admin is told when a registration is refused: what is wrong, and what to do.</summary>
public static class RegistrationWords
{
    private static readonly ResourceManager Words = new("Integration.Lti.DynamicRegistration.RegistrationWords", typeof(RegistrationWords).Assembly);

    /// <summary>Words for whoever sets the tool up; a test keeps every code worded.</summary>
    public static string ForAdmin(FaultKind kind, CultureInfo culture) => Words.GetString($"{kind.Code}.admin", culture) ?? Words.GetString("other.admin", culture)!;
}
