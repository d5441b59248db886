using System.Text.Json;
using Integration.Learning.Platforms;
using Integration.Lti;
using Spectre.Console;

namespace Integration.Functions.Cli;

/// <summary>Shows platforms to a person or a script.</summary>
internal static class PlatformPrinter
{
    internal static void One(TextWriter output, IServiceProvider tool, PlatformRecord platform, bool json)
    {
        var answer = PlatformAnswer.Of(platform, PublicUrlOf(tool));
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(answer, AnswerJson.Plain.PlatformAnswer));
            return;
        }

        // Plain lines, not a table: these addresses are copied, and a table would wrap them.
        output.WriteLine($"Platform {answer.Id}: {answer.Name}");
        output.WriteLine($"  issuer     {answer.Issuer}");
        output.WriteLine($"  client id  {answer.ClientId}");
        output.WriteLine($"  district   {answer.District}");
        foreach (var deployment in answer.Deployments)
        {
            output.WriteLine($"  deployment {Printable(deployment.Id)}: {deployment.Status}, district {deployment.District ?? "not chosen"}");
        }

        output.WriteLine("Paste into the LMS:");
        output.WriteLine($"  login (initiation) URL  {answer.PasteIntoLms.LoginUrl}");
        output.WriteLine($"  redirect URL            {answer.PasteIntoLms.RedirectUrl}");
        output.WriteLine($"  launch (target) URL     {answer.PasteIntoLms.LaunchUrl}");
        output.WriteLine($"  public keys (JWKS) URL  {answer.PasteIntoLms.JwksUrl}");
    }

    internal static void All(TextWriter output, IServiceProvider tool, IReadOnlyList<PlatformRecord> platforms, bool json)
    {
        if (json)
        {
            var url = PublicUrlOf(tool);
            output.WriteLine(JsonSerializer.Serialize([.. platforms.Select(platform => PlatformAnswer.Of(platform, url))], AnswerJson.Plain.IReadOnlyListPlatformAnswer));
            return;
        }

        var table = new Table().AddColumns("Id", "Name", "Issuer", "Client id", "Deployments", "Pending");
        foreach (var platform in platforms)
        {
            var pending = platform.Deployments.Where(deployment => deployment.Status is Integration.Lti.Registrations.DeploymentStatus.Pending).ToList();
            table.AddRow(
                new Text(platform.Id),
                new Text(platform.Name),
                new Text(platform.Issuer),
                new Text(platform.ClientId),
                new Text((platform.Deployments.Count - pending.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Text(string.Join(", ", pending.Select(deployment => Printable(deployment.Id)))));
        }

        AdminCli.ConsoleOn(output).Write(table);
    }

    // A pending id is what some LMS sent: it must not steer the admin's terminal.
    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    private static Uri PublicUrlOf(IServiceProvider tool) => tool.GetRequiredService<LtiToolOptions>().PublicUrl;
}
