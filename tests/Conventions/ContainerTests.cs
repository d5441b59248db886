using Integration.Functions.Hosting;
using Integration.Functions.Settings;
using Integration.Learning.Sealing;
using Integration.Tests.Learning;
using Microsoft.Extensions.Hosting;

namespace Integration.Tests.Conventions;

/// <summary>The container has no hole, in whichever home the tool runs.</summary>
public sealed class ContainerTests
{
    [Theory]
    [InlineData((int)ToolHome.Functions)]
    [InlineData((int)ToolHome.Standalone)]
    [InlineData((int)ToolHome.InProcess)]
    public async Task Everything_registered_can_be_built(int home)
    {
        var folder = Directory.CreateTempSubdirectory("tool-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(LearningTool.Settings(folder, MasterKey.NewValue())).Build();

        // Building validates every registration, and mapping asks for the endpoints.
        await using (var app = ToolApp.Build(ToolSettings.Read(configuration), (ToolHome)home))
        {
            Assert.NotEmpty(app.Services.GetServices<IHostedService>());
            Assert.NotEmpty(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
        }

        Directory.Delete(folder, recursive: true);
    }
}
