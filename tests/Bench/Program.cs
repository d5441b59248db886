using System.CommandLine;
using Integration.Bench.Fuzz;
using Integration.Bench.Launches;
using Integration.Bench.Rosters;

// One line per bench.
var root = new RootCommand("Measures the tool.")
{
    LaunchBench.Build(),
    FuzzBench.Build(),
    RosterBench.Build(),
    BareServer.Build(),
    BareWriter.Build(),
};
return await root.Parse(args).InvokeAsync();
