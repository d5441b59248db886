using Integration.Sandbox.Lti;

namespace Integration.Sandbox;

/// <summary>The program: starts, says where to go, and waits to be stopped.</summary>
internal static class PracticeProgram
{
    public static async Task<int> RunAsync(SandboxOptions options, CancellationToken ct)
    {
        try
        {
            await using var district = await SandboxHost.StartAsync(options, ct);
            Console.WriteLine($"""

                Practice LMS  {district.Lms.GetLeftPart(UriPartial.Authority)}   <- open this one and become somebody
                It plays      {district.Played.Current.Name}
                Practice SIS  {district.Lms.GetLeftPart(UriPartial.Authority)}/sis   <- its addresses and credentials
                Tool          {district.Tool.GetLeftPart(UriPartial.Authority)}

                Everything is kept in {Path.GetFullPath(options.DataDirectory)}; --reset forgets it. Ctrl+C stops both.
                """);
            if (options.Tool is not null)
            {
                Console.WriteLine(Introduction(district));
            }

            await Task.Delay(Timeout.Infinite, ct);
            return 0;
        }
        catch (PortInUseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static string Introduction(SandboxHost district)
    {
        var platform = Registration.AsSeenByTheTool(new Addresses(district.Tool) { Lms = district.Lms }, district.Played.Current);
        return $"""

            Register this LMS with the tool:
              issuer         {platform.Issuer}
              client id      {platform.ClientId}
              auth URL       {platform.AuthorizationEndpoint}
              token URL      {platform.TokenEndpoint}
              JWKS URL       {platform.JwksUri}
              deployment     {platform.DeploymentIds[0]}
            """;
    }
}
