namespace Integration.Learning.Roster.Join;

/// <summary>Who of a roster a person of the LMS is, by a district's rule. Pure.</summary>
public static class JoinRules
{
    /// <summary>Finds the one human among those who may be meant.</summary>
    /// <param name="terms">The district's terms, in order; the first that finds somebody decides.</param>
    /// <param name="ids">What the LMS says of the person.</param>
    /// <param name="among">People of the roster, such as the students of one class.</param>
    public static PersonJoin Find(IReadOnlyList<PersonTerm> terms, LmsIds ids, IReadOnlyList<SisPerson> among)
    {
        if (ids.IsEmpty)
        {
            return PersonJoin.None(JoinGap.NoIds);
        }

        foreach (var term in terms)
        {
            var found = among.Where(person => Matches(term, ids, person)).ToList();
            if (found.Count > 0)
            {
                return AreOneHuman(found) ? new PersonJoin(WithOtherRows(found, among), term, null) : PersonJoin.None(JoinGap.Ambiguous);
            }
        }

        return PersonJoin.None(JoinGap.NotFound);
    }

    /// <summary>The classes that a course of the LMS holds: all that the first fitting term finds, since a course may hold several sections.</summary>
    /// <param name="terms">The district's terms, in order.</param>
    /// <param name="ids">Ids of sections and course, as the launches of this course said them.</param>
    /// <param name="label">The course's label in the LMS; compared with class codes only.</param>
    /// <param name="among">Classes that may be meant.</param>
    public static IReadOnlyList<SisClass> FindClasses(IReadOnlyList<ClassTerm> terms, IReadOnlyCollection<string> ids, string? label, IReadOnlyList<SisClass> among)
        => terms.Select(term => among.Where(@class => Matches(term, ids, label, @class)).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];

    private static bool Matches(PersonTerm term, LmsIds ids, SisPerson person) => term.Match switch
    {
        PersonMatch.SourcedId => ids.SisIds.Contains(person.SourcedId, StringComparer.Ordinal),
        PersonMatch.Identifier => Fits(person.Identifier, ids.SisIds),
        PersonMatch.UserId => person.UserIds.Any(id => Same(id.Type, term.Type) && Fits(id.Identifier, ids.SisIds)),
        PersonMatch.Username => Fits(person.Username, ids.Usernames),
        var other => throw new InvalidOperationException($"There is no rule for {other}."),
    };

    private static bool Matches(ClassTerm term, IReadOnlyCollection<string> ids, string? label, SisClass @class) => term switch
    {
        ClassTerm.SourcedId => ids.Contains(@class.SourcedId, StringComparer.Ordinal),
        ClassTerm.ClassCode => @class.ClassCode is { } code && (ids.Contains(code, StringComparer.Ordinal) || string.Equals(code, label, StringComparison.Ordinal)),
        ClassTerm.CourseSourcedId => @class.Course is { } course && ids.Contains(course, StringComparer.Ordinal),
        var other => throw new InvalidOperationException($"There is no rule for {other}."),
    };

    private static bool AreOneHuman(List<SisPerson> people) => WithOtherRows([people[0]], people).Count == people.Count;

    // A SIS may keep a row per role or per school: they hang together by the ids it gives the human. Never by name or address.
    private static List<SisPerson> WithOtherRows(IReadOnlyList<SisPerson> found, IReadOnlyList<SisPerson> among)
    {
        var human = found.ToList();
        for (var next = 0; next < human.Count; next++)
        {
            human.AddRange(among.Where(other => !human.Contains(other) && AreOneHuman(human[next], other)).ToList());
        }

        return human;
    }

    private static bool AreOneHuman(SisPerson one, SisPerson other) => one.Source == other.Source
        && (Same(one.Master, other.Master)
            || Same(one.Identifier, other.Identifier)
            || one.UserIds.Any(id => other.UserIds.Any(known => Same(known.Type, id.Type) && Same(known.Identifier, id.Identifier))));

    private static bool Fits(string? value, IReadOnlyList<string> among) => among.Any(known => Same(value, known));

    // An LMS and a SIS rarely agree on case and outer spaces; only a sourcedId is exact by its specification.
    private static bool Same(string? one, string? other)
        => !string.IsNullOrWhiteSpace(one) && !string.IsNullOrWhiteSpace(other) && one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>What an LMS says of one person in terms of a SIS.</summary>
/// <param name="SisIds">Ids that may be the person's sourcedId, identifier or another id.</param>
/// <param name="Usernames">What may be the person's sign-in name.</param>
public sealed record LmsIds(IReadOnlyList<string> SisIds, IReadOnlyList<string> Usernames)
{
    /// <summary>True when there is nothing to compare.</summary>
    public bool IsEmpty => SisIds.Count == 0 && Usernames.Count == 0;

    /// <summary>What launches and the LMS's own list say together.</summary>
    public static LmsIds Of(SisFacts? facts, string? listed)
    {
        var ids = Texts(facts?.Person, listed, facts?.Named);
        return new(ids, Texts([.. ids, facts?.Username]));
    }

    /// <summary>Only what the LMS itself signed or listed, and no custom value that a teacher may have written: good enough to open something by.</summary>
    public static LmsIds SignedOf(SisFacts? facts, string? listed)
    {
        var ids = Texts(facts?.Person, listed);
        return new(ids, ids);
    }

    private static List<string> Texts(params string?[] texts) => [.. texts.OfType<string>().Distinct(StringComparer.Ordinal)];
}

/// <summary>A person of the roster, as far as the join looks.</summary>
public sealed record SisPerson(string Source, string SourcedId, string? Identifier, string? Username, string? Master, IReadOnlyList<SisUserId> UserIds);

/// <summary>One of a person's other ids.</summary>
public sealed record SisUserId(string Type, string Identifier);

/// <summary>A class of the roster, as far as the join looks.</summary>
public sealed record SisClass(string Source, string SourcedId, string Title, string? ClassCode, string? Course);

/// <summary>What became of one person.</summary>
/// <param name="Users">Every row that the SIS keeps of that human; empty when not joined.</param>
/// <param name="By">The term that found it.</param>
/// <param name="Gap">Why nobody was found; null when somebody was.</param>
public sealed record PersonJoin(IReadOnlyList<SisPerson> Users, PersonTerm? By, JoinGap? Gap)
{
    internal static PersonJoin None(JoinGap gap) => new([], null, gap);
}

/// <summary>Why a person of the LMS is nobody of the roster.</summary>
public enum JoinGap
{
    /// <summary>The LMS shares no id that a SIS could know.</summary>
    NoIds,

    /// <summary>Nobody there has any of the ids.</summary>
    NotFound,

    /// <summary>Several people have it; guessing would mix them up.</summary>
    Ambiguous,
}
