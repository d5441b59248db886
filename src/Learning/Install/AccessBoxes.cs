using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install;

/// <summary>What an admin may tick, wherever she is asked: each box, its name in forms, addresses and words, and what it gives.</summary>
internal static class AccessBoxes
{
    /// <summary>Those of a connection made by hand, in the order they are shown.</summary>
    public static IReadOnlyList<(string Name, Access Access)> ByHand { get; } =
        [("gradebook", Access.Gradebook), ("names", Access.Names), ("roster", Access.Roster), ("ids", Access.SchoolIds)];

    /// <summary>Those of an LMS that registers itself, and says by that whether it has notices.</summary>
    public static IReadOnlyList<(string Name, Access Access)> Registering { get; } = [.. ByHand, ("copies", Access.Copies)];

    /// <summary>What the ticked ones give together.</summary>
    public static Access Ticked(IReadOnlyList<(string Name, Access Access)> boxes, Func<string, bool> isTicked) =>
        boxes.Where(box => isTicked(box.Name)).Aggregate(Access.None, (all, box) => all | box.Access);
}
