namespace Integration.Tests.Conventions;

/// <summary>Who may know whom: Functions -> Learning -> {Lti, OneRoster, Tables}, and the Sandbox knows the tool as its caller does.</summary>
public sealed class RoomArrowTests
{
    private static readonly string[] DoorsForTheSandbox =
    [
        "Integration.Functions.ToolHost", "Integration.Functions.ToolStart", "Integration.Functions.PlatformToAdd", "Integration.Functions.RunningTool",
    ];

    [Fact]
    public void Lti_knows_no_other_room() => Assert.Empty(Room.Lti.Rooms);

    [Fact]
    public void OneRoster_knows_no_other_room() => Assert.Empty(Room.OneRoster.Rooms);

    [Fact]
    public void Tables_knows_no_other_room() => Assert.Empty(Room.Tables.Rooms);

    [Fact]
    public void Learning_knows_the_protocols_and_Tables() => Assert.Empty(Room.Learning.Rooms.Except([Room.Lti.Name, Room.OneRoster.Name, Room.Tables.Name]));

    [Fact]
    public void Functions_knows_the_rooms_it_puts_together_and_not_the_Sandbox() =>
        Assert.Empty(Room.Functions.Rooms.Except([Room.Learning.Name, Room.Lti.Name, Room.OneRoster.Name, Room.Tables.Name]));

    [Fact]
    public void The_Sandbox_plays_the_other_side_and_knows_neither_Learning_nor_Tables() =>
        Assert.Empty(Room.Sandbox.Rooms.Except([Room.Functions.Name, Room.Lti.Name, Room.OneRoster.Name]));

    [Fact]
    public void The_Sandbox_starts_the_tool_through_its_public_door_alone() => Offenders.None(
        Room.Sandbox.Types,
        type => type.MentionsUnder(Room.Functions.Name).Except(DoorsForTheSandbox),
        "goes past ToolHost into the tool");
}
