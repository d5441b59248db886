namespace Integration.Tests.Conventions;

/// <summary>Packages stay behind the wall of the room that needs them.</summary>
public sealed class PackageWallTests
{
    [Fact]
    public void Only_Tables_knows_Azure() => Offenders.None(
        Room.All.Where(room => room != Room.Tables).SelectMany(room => room.Types), type => type.MentionsUnder("Azure"), "knows Azure");

    [Fact]
    public void Only_Tables_and_the_Sandbox_know_SQLite() => Offenders.None(
        Room.All.Where(room => room != Room.Tables && room != Room.Sandbox).SelectMany(room => room.Types),
        type => type.MentionsUnder("Microsoft.Data.Sqlite").Concat(type.MentionsUnder("SQLitePCL")),
        "knows SQLite");

    [Fact]
    public void Inside_Tables_each_database_stays_in_its_folder()
    {
        Offenders.None(
            Room.Tables.Types.Where(type => !type.IsUnder("Integration.Tables.AzureTables")), type => type.MentionsUnder("Azure"), "knows Azure");
        Offenders.None(
            Room.Tables.Types.Where(type => !type.IsUnder("Integration.Tables.Sqlite")), type => type.MentionsUnder("Microsoft.Data.Sqlite"), "knows SQLite");
    }

    [Fact]
    public void Only_command_lines_know_the_command_line_packages() => Offenders.None(
        Room.All.SelectMany(room => room.Types).Where(type => !type.IsUnder("Integration.Functions.Cli") && !type.IsUnder("Integration.Sandbox")),
        type => type.MentionsUnder("System.CommandLine").Concat(type.MentionsUnder("Spectre.Console")),
        "knows a command line package");

    // Loading a type loads the assemblies it mentions, and a cold start pays for each.
    [Fact]
    public void The_server_starts_without_the_command_line() => Offenders.None(
        Room.Functions.Types.Where(type => !type.IsUnder("Integration.Functions.Cli") && type.Name != "Program"),
        type => type.MentionsUnder("Integration.Functions.Cli"),
        "loads the command line");
}
