using System.CommandLine;
using Integration.Bench.Fuzz;
using Integration.Bench.Launches;

// One line per bench.
var root = new RootCommand("Measures the tool.")
{
    LaunchBench.Build(),
    FuzzBench.Build(),
    BareServer.Build(),
};
return await root.Parse(args).InvokeAsync();
