using Integration.Functions.Hosting;

// The Functions host starts the executable with its port and no verb; a person gives a verb. The command line's own libraries load only behind the call.
return args.Length > 0 && Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT") is null
    ? await Integration.Functions.Cli.AdminCli.RunAsync(args, Console.Out, Console.Error)
    : await Server.RunAsync(Console.Error);
