using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Integration.Sandbox;
using Integration.Sandbox.Personalities;
using Integration.Sandbox.Sis.Districts;

var data = new Option<string>("--data") { Description = "Folder that keeps everything.", DefaultValueFactory = _ => ".sandbox", HelpName = "DIR" };
var reset = new Option<bool>("--reset") { Description = "Forget everything kept before." };
var port = Port("--port", 5080, "The LMS's port on 127.0.0.1; 0 takes any free one.");
var toolPort = Port("--tool-port", 5070, "The tool's port on localhost; 0 takes any free one.");
var tool = new Option<Uri?>("--tool") { Description = "Address of a tool that runs already; none is started then.", HelpName = "URL", CustomParser = ReadAddress };
var sisRows = new Option<int?>("--sis-rows") { Description = "An invented district with so many enrolments in the SIS, instead of the LMS's own people.", HelpName = "N", CustomParser = ReadRows };
var sisSeed = new Option<int>("--sis-seed") { Description = "Another seed, another invented district.", HelpName = "N", DefaultValueFactory = _ => GeneratedDistrict.UsualSeed };

var personality = new Option<string?>("--personality")
{
    Description = $"The LMS to play: {string.Join(", ", Personality.All.Select(one => one.Key))}. Also PRACTICE_LMS in the environment; the start page changes it while it runs.",
    HelpName = "LMS",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PRACTICE_LMS"),
};
personality.Validators.Add(result =>
{
    if (result.GetValue(personality) is { Length: > 0 } wanted && Personality.Find(wanted) is null)
    {
        result.AddError($"--personality is one of {string.Join(", ", Personality.All.Select(one => one.Key))}.");
    }
});

var root = new RootCommand("A practice district: an LMS to try the tool in, and a SIS.") { data, reset, port, toolPort, tool, personality, sisRows, sisSeed };
root.SetAction((parsed, ct) => PracticeProgram.RunAsync(
    new SandboxOptions
    {
        DataDirectory = parsed.GetValue(data)!,
        Reset = parsed.GetValue(reset),
        Port = parsed.GetValue(port),
        ToolPort = parsed.GetValue(toolPort),
        Tool = parsed.GetValue(tool),
        Personality = parsed.GetValue(personality),
        SisRows = parsed.GetValue(sisRows),
        SisSeed = parsed.GetValue(sisSeed),
    },
    ct));
return await root.Parse(args).InvokeAsync();

static Option<int> Port(string name, int usual, string description) => new(name)
{
    Description = description,
    HelpName = "N",
    DefaultValueFactory = _ => usual,
    CustomParser = result =>
    {
        if (!int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 65535)
        {
            result.AddError($"{name} is a number from 0 to 65535.");
        }

        return number;
    },
};

static Uri? ReadAddress(ArgumentResult result)
{
    if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
    {
        return address;
    }

    result.AddError("--tool is an http or https address.");
    return null;
}

static int? ReadRows(ArgumentResult result)
{
    if (int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0)
    {
        return rows;
    }

    result.AddError("--sis-rows is a whole number above 0.");
    return null;
}
