using System.CommandLine;
using Integration.Sandbox;

var data = new Option<string>("--data") { Description = "Folder that keeps everything.", DefaultValueFactory = _ => ".sandbox", HelpName = "DIR" };
var reset = new Option<bool>("--reset") { Description = "Forget everything kept before." };
var port = new Option<int>("--port") { Description = "The LMS's port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => 5080 };
var toolPort = new Option<int>("--tool-port") { Description = "The tool's port on localhost; 0 takes any free one.", DefaultValueFactory = _ => 5070 };
var tool = new Option<Uri?>("--tool") { Description = "Address of a tool that runs already; none is started then.", HelpName = "URL" };
foreach (var number in new[] { port, toolPort })
{
    number.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 0 or > 65535)
        {
            result.AddError($"{number.Name} is a number from 0 to 65535.");
        }
    });
}

tool.Validators.Add(result =>
{
    if (result.GetValueOrDefault<Uri?>() is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
    {
        result.AddError("--tool is an http or https address.");
    }
});

var root = new RootCommand("A practice school: an LMS to try the tool in.") { data, reset, port, toolPort, tool };
root.SetAction((parsed, ct) => PracticeProgram.RunAsync(
    new SandboxOptions
    {
        DataDirectory = parsed.GetValue(data)!,
        Reset = parsed.GetValue(reset),
        Port = parsed.GetValue(port),
        ToolPort = parsed.GetValue(toolPort),
        Tool = parsed.GetValue(tool),
    },
    ct));
return await root.Parse(args).InvokeAsync();
