namespace Integration.Lti.Launch;

/// <summary>
/// Adds up the roles of one launch or one member. Rights in a course come from context roles alone: platforms send institution <c>Instructor</c> to teachers who
/// are learners in this course. A role that no vocabulary has counts for nothing; none at all is the least privilege.
/// </summary>
internal static class RoleParser
{
    // Someone who is a learner and a mentor keeps her own work, which a mentor has none of.
    private static readonly RoleWorth[] FromStrongest =
        [RoleWorth.Instructor, RoleWorth.ContentDeveloper, RoleWorth.TeachingAssistant, RoleWorth.Learner, RoleWorth.Mentor];

    /// <summary>What the roles add up to.</summary>
    public static LtiRoles Parse(IReadOnlyList<string> roles)
    {
        var known = roles.Select(RoleVocabulary.Find).OfType<Role>().ToHashSet();
        return new LtiRoles(Course(known), Has(known, RoleWorth.TestUser), Has(known, RoleWorth.Administrator)) { IsMentor = Has(known, RoleWorth.Mentor) };
    }

    private static CourseRole Course(HashSet<Role> known)
    {
        var strongest = FromStrongest.FirstOrDefault(worth => Has(known, worth));

        // Assistants come as "Instructor" plus the sub-role, as the vocabulary asks: the sub-role says which of the two is meant.
        // Someone with a teacher's own sub-role beside it teaches one section and assists in another: that stays a teacher.
        if (strongest == RoleWorth.Instructor && Has(known, RoleWorth.TeachingAssistant) && !known.Contains(new Role(RoleWorth.Instructor, IsSubRole: true)))
        {
            strongest = RoleWorth.TeachingAssistant;
        }

        return strongest switch
        {
            RoleWorth.Instructor => CourseRole.Instructor,
            RoleWorth.ContentDeveloper => CourseRole.ContentDeveloper,
            RoleWorth.TeachingAssistant => CourseRole.TeachingAssistant,
            RoleWorth.Learner => CourseRole.Learner,
            RoleWorth.Mentor => CourseRole.Mentor,
            _ => CourseRole.None,
        };
    }

    private static bool Has(HashSet<Role> known, RoleWorth worth) => known.Any(role => role.Worth == worth);
}
