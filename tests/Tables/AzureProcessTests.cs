using Integration.Tests.RealParts;

namespace Integration.Tests.Tables;

/// <summary>Two clients of one table service.</summary>
public sealed class AzureProcessTests(Azurite azurite) : ProcessContract
{
    protected override Task<string> TargetAsync() => azurite.ConnectionStringAsync();
}
