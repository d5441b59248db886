namespace Integration.Tests.Conventions;

/// <summary>Nothing is taken out of the air: not the time, not the environment, not a thread.</summary>
public sealed class AmbientTests
{
    private static readonly string[] Clocks =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
    ];

    private static IEnumerable<RoomType> Types => Room.All.SelectMany(room => room.Types);

    [Fact]
    public void The_time_comes_from_the_clock_that_was_given() =>
        Offenders.None(Types, type => type.Calls().Intersect(Clocks), "reads the machine's clock");

    [Fact]
    public void Nobody_puts_a_thread_to_sleep() => Offenders.None(
        Types,
        type => type.Calls().Where(call => call is "System.Threading.Thread::Sleep" or "System.Threading.Tasks.Task::Wait"),
        "blocks a thread");

    // Several tools may run in one process, so the environment is read where the executable starts and nowhere else.
    [Fact]
    public void Only_the_start_of_the_executable_reads_the_environment() => Offenders.None(
        Types.Where(type => !type.IsUnder("Integration.Functions.Settings") && type.FullName != "Program"),
        type => type.Calls().Where(call => call is "System.Environment::GetEnvironmentVariable" or "System.Environment::GetEnvironmentVariables"),
        "reads the environment");

    [Fact]
    public void Secrets_come_from_the_generator_for_secrets() => Offenders.None(
        Types.Where(type => !type.IsUnder("Integration.Sandbox")),
        type => type.Calls().Where(call => call is "System.Random::get_Shared" or "System.Random::.ctor" or "System.Guid::NewGuid"),
        "draws numbers that can be guessed");
}
