using Integration.Learning.Districts;

namespace Integration.Learning.Classes;

/// <summary>One student's place in one activity and round; the tail of four row keys.</summary>
public readonly record struct WorkId(string ActivityId, string Round, LearnerId Learner)
{
    /// <summary>Every activity has one round today; it is in the keys so that more can come without moving data.</summary>
    public const string FirstRound = "1";
}
