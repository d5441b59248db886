using System.Diagnostics.CodeAnalysis;

namespace Integration.Learning.Roster.Join;

/// <summary>By what a district's LMS and SIS know the same person and the same class. Terms are tried in order; the first that finds somebody decides.</summary>
/// <param name="Person">Terms for people.</param>
/// <param name="Class">Terms for classes.</param>
public sealed record JoinRule(IReadOnlyList<PersonTerm> Person, IReadOnlyList<ClassTerm> Class)
{
    /// <summary>What a district starts with: ids of the SIS itself, then the human-readable ones.</summary>
    public static JoinRule Default { get; } = new(
        [new PersonTerm(PersonMatch.SourcedId), new PersonTerm(PersonMatch.Identifier)], [ClassTerm.SourcedId, ClassTerm.ClassCode]);

    /// <summary>Reads the words an admin writes, such as <c>sourcedId,userId:LASID</c> and <c>sourcedId,classCode</c>.</summary>
    /// <param name="person">Comma-separated: sourcedId, identifier, userId:TYPE, username.</param>
    /// <param name="class">Comma-separated: sourcedId, classCode, courseSourcedId.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">The word that is none.</param>
    public static bool TryParse(string person, string @class, [NotNullWhen(true)] out JoinRule? rule, [NotNullWhen(false)] out string? problem)
    {
        rule = null;
        var people = Split(person).Select(word => (Word: word, Term: PersonTerm.TryParse(word))).ToList();
        var classes = Split(@class).Select(word => (Word: word, Term: ClassTermOf(word))).ToList();
        problem = people.FirstOrDefault(read => read.Term is null).Word ?? classes.FirstOrDefault(read => read.Term is null).Word
            ?? (people.Count == 0 || classes.Count == 0 ? "" : null);
        if (problem is not null)
        {
            return false;
        }

        rule = new JoinRule([.. people.Select(read => read.Term!)], [.. classes.Select(read => read.Term!.Value)]);
        return true;
    }

    /// <summary>The words for the terms for people.</summary>
    public string PersonWords => string.Join(',', Person.Select(term => term.Word));

    /// <summary>The words for the terms for classes.</summary>
    public string ClassWords => string.Join(',', Class.Select(term => char.ToLowerInvariant(term.ToString()[0]) + term.ToString()[1..]));

    private static string[] Split(string words) => words.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ClassTerm? ClassTermOf(string word) => word switch
    {
        "sourcedId" => ClassTerm.SourcedId,
        "classCode" => ClassTerm.ClassCode,
        "courseSourcedId" => ClassTerm.CourseSourcedId,
        _ => null,
    };
}

/// <summary>What of a SIS's person an id of the LMS is compared with. An e-mail address is not among them: it never merges two people.</summary>
public enum PersonMatch
{
    /// <summary><c>users.sourcedId</c>.</summary>
    SourcedId,

    /// <summary><c>users.identifier</c>, such as a student number.</summary>
    Identifier,

    /// <summary>One of <c>users.userIds</c>, of a named type.</summary>
    UserId,

    /// <summary><c>users.username</c>; compared without case.</summary>
    Username,
}

/// <summary>One way to know a person.</summary>
/// <param name="Match">What is compared.</param>
/// <param name="Type">The type of the user id; only for <see cref="PersonMatch.UserId"/>.</param>
public sealed record PersonTerm(PersonMatch Match, string? Type = null)
{
    private const string UserIdPrefix = "userId:";

    /// <summary>The word an admin writes for it.</summary>
    public string Word => Match switch
    {
        PersonMatch.SourcedId => "sourcedId",
        PersonMatch.Identifier => "identifier",
        PersonMatch.UserId => UserIdPrefix + Type,
        PersonMatch.Username => "username",
        var other => throw new InvalidOperationException($"There is no word for {other}."),
    };

    internal static PersonTerm? TryParse(string word) => word switch
    {
        "sourcedId" => new(PersonMatch.SourcedId),
        "identifier" => new(PersonMatch.Identifier),
        "username" => new(PersonMatch.Username),
        _ when word.StartsWith(UserIdPrefix, StringComparison.Ordinal) && word.Length > UserIdPrefix.Length => new(PersonMatch.UserId, word[UserIdPrefix.Length..]),
        _ => null,
    };
}

/// <summary>What of a SIS's class an id of the LMS is compared with.</summary>
public enum ClassTerm
{
    /// <summary><c>classes.sourcedId</c>.</summary>
    SourcedId,

    /// <summary><c>classes.classCode</c>.</summary>
    ClassCode,

    /// <summary>The course of the class: every class of that course is then in the LMS's course.</summary>
    CourseSourcedId,
}
