using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install;

/// <summary>What an admin may tick, wherever she is asked: each box, its name in forms, addresses and words, and what it gives.</summary>
internal static class AccessBoxes
{
    /// <summary>All of them, in the order they are shown.</summary>
    public static IReadOnlyList<(string Name, Access Access)> All { get; } =
        [("gradebook", Access.Gradebook), ("names", Access.Names), ("roster", Access.Roster), ("ids", Access.SchoolIds)];

    /// <summary>What the ticked ones give together.</summary>
    public static Access Ticked(Func<string, bool> isTicked) => All.Where(box => isTicked(box.Name)).Aggregate(Access.None, (all, box) => all | box.Access);
}
