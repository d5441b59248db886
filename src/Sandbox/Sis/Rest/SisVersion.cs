namespace Integration.Sandbox.Sis.Rest;

/// <summary>The two versions of OneRoster that are in use.</summary>
internal enum SisVersion
{
    V11,
    V12,
}
