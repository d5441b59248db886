using System.CommandLine;
using Integration.Bench.Launches;

// One line per bench.
var root = new RootCommand("Measures the tool.")
{
    LaunchBench.Build(),
    BareServer.Build(),
};
return await root.Parse(args).InvokeAsync();
