namespace Integration.Functions.Hosting;

/// <summary>What each home prints.</summary>
internal static class ToolLogging
{
    internal static void AddToolLogging(this ILoggingBuilder logging, ToolHome home)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        if (home is ToolHome.Functions)
        {
            // The Functions host turns every line into one record, so a record must be one line.
            logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
            return;
        }

        logging.AddSimpleConsole(console => console.SingleLine = true);
        if (home is ToolHome.Standalone)
        {
            logging.AddFilter("Integration", LogLevel.Information);
            logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        }
    }
}
