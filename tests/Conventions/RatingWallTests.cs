using Integration.Learning.Grades;

namespace Integration.Tests.Conventions;

/// <summary>No code path leads from a student's rating of their own work to a score.</summary>
public sealed class RatingWallTests
{
    private static readonly string[] HoldRatings =
    [
        "Integration.Learning.Work.WorkRecord", "Integration.Learning.Work.WorkSummary", "Integration.Learning.Work.WorkField",
        "Integration.Learning.Work.Submission", "Integration.Learning.Work.ResponseDraft",
    ];

    [Fact]
    public void Grades_know_nothing_of_work_or_widgets() => Offenders.None(
        Room.Learning.Under("Grades"),
        type => type.MentionsUnder("Integration.Learning.Work").Concat(type.MentionsUnder("Integration.Learning.Widgets")),
        "can reach a self-rating");

    [Fact]
    public void What_a_score_is_made_of_holds_no_rating()
    {
        var reached = Reached(typeof(GradeRules), typeof(GradeEvent), typeof(HandedIn), typeof(Accepted), typeof(TeacherLevels), typeof(QueuedScore), typeof(OutboxEntry), typeof(GradeLedger));

        Assert.All(HoldRatings, name => Assert.Contains(Room.Learning.Types, type => type.FullName == name));
        Offenders.None(
            reached,
            name => HoldRatings.Contains(name) || name.StartsWith("Integration.Learning.Widgets.", StringComparison.Ordinal),
            "can be reached from what a score is made of");
    }

    // A dictionary of levels or fields could be filled with ratings by mistake; a list of the teacher's levels, made in one place, can be read over.
    [Fact]
    public void No_input_of_the_grade_rules_is_a_bag_of_values() => Offenders.None(
        Room.Learning.Under("Grades").Where(type => type.Name is "GradeRules" or "GradeEvent" or "HandedIn" or "Accepted" or "TeacherLevels" or "QueuedScore" or "OutboxEntry" or "GradeLedger"),
        type => type.Mentions.Where(name => name.Contains("Dictionary", StringComparison.Ordinal) || name.StartsWith("System.Text.Json.Json", StringComparison.Ordinal)),
        "takes a bag of values");

    private static HashSet<string> Reached(params Type[] from)
    {
        var ours = Room.Learning.Types.ToDictionary(type => type.FullName, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(from.Select(type => type.FullName!));
        while (open.TryDequeue(out var name))
        {
            if (reached.Add(name) && ours.TryGetValue(name, out var type))
            {
                foreach (var mentioned in type.Mentions.Where(ours.ContainsKey))
                {
                    open.Enqueue(mentioned);
                }
            }
        }

        return reached;
    }
}
