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
        output.WriteLine($"Platform {answer.Id}: {AdminCli.Printable(answer.Name)}");
        output.WriteLine($"  LMS        {AdminCli.Printable(answer.Family ?? "not known before its first launch")}");
        output.WriteLine($"  issuer     {AdminCli.Printable(answer.Issuer)}");
        output.WriteLine($"  client id  {answer.ClientId}");

        // Who is handed this tool's signed requests: what an admin has to know before saying yes to a platform that registered itself.
        output.WriteLine($"  token URL  {AdminCli.Printable(answer.TokenUrl)}");
        output.WriteLine($"  audience   {AdminCli.Printable(answer.Audience)}");
        output.WriteLine($"  district   {answer.District}");
        output.WriteLine($"  status     {answer.Status}");
        foreach (var deployment in answer.Deployments)
        {
            output.WriteLine($"  deployment {AdminCli.Printable(deployment.Id)}: {deployment.Status}, district {deployment.District ?? "not chosen"}");
        }

        if (platform.TakesFirstDeploymentUntil is { } until)
        {
            output.WriteLine($"  The first deployment that launches before {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC is let in.");
        }

        if (platform.SelfRegistration is { } registered)
        {
            PrintRegistered(output, registered);
            return;
        }

        output.WriteLine("Paste into the LMS:");
        output.WriteLine($"  login (initiation) URL  {answer.PasteIntoLms.LoginUrl}");
        output.WriteLine($"  redirect URL            {answer.PasteIntoLms.RedirectUrl}");
        output.WriteLine($"  launch (target) URL     {answer.PasteIntoLms.LaunchUrl}");
        output.WriteLine($"  public keys (JWKS) URL  {answer.PasteIntoLms.JwksUrl}");
    }

    // The LMS has our addresses already; what it took and gave is the question.
    private static void PrintRegistered(TextWriter output, SelfRegistration registered)
    {
        output.WriteLine($"  registered itself: {AdminCli.Printable(registered.Version)} {AdminCli.Printable(registered.Account)}".TrimEnd());
        output.WriteLine(registered.Granted is null ? "  granted    the LMS did not say" : $"  granted    {registered.Wanted.Count - registered.Lacking().Count} of {registered.Wanted.Count} scopes");
        foreach (var scope in registered.Lacking())
        {
            output.WriteLine($"    not granted: {scope}");
        }
    }

    internal static void All(TextWriter output, IServiceProvider tool, IReadOnlyList<PlatformRecord> platforms, bool json)
    {
        if (json)
        {
            var url = PublicUrlOf(tool);
            output.WriteLine(JsonSerializer.Serialize([.. platforms.Select(platform => PlatformAnswer.Of(platform, url))], AnswerJson.Plain.IReadOnlyListPlatformAnswer));
            return;
        }

        var table = new Table().AddColumns("Id", "Name", "Status", "Issuer", "Client id", "Deployments", "Pending");
        foreach (var platform in platforms)
        {
            var pending = platform.Deployments.Where(deployment => deployment.Status is Integration.Lti.Registrations.DeploymentStatus.Pending).ToList();
            table.AddRow(
                new Text(platform.Id),
                new Text(AdminCli.Printable(platform.Name)),
                new Text(platform.Status.ToString().ToLowerInvariant()),
                new Text(platform.Issuer),
                new Text(platform.ClientId),
                new Text((platform.Deployments.Count - pending.Count).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new Text(string.Join(", ", pending.Select(deployment => AdminCli.Printable(deployment.Id)))));
        }

        AdminCli.ConsoleOn(output).Write(table);
    }

    private static Uri PublicUrlOf(IServiceProvider tool) => tool.GetRequiredService<LtiToolOptions>().PublicUrl;
}
