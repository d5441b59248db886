namespace Integration.Sandbox.Sis.Districts;

/// <summary>What has happened to one record, in days: 0 is the beginning.</summary>
/// <param name="Born">The day it was added.</param>
/// <param name="Changed">The last day it changed; 0 while it is as it was.</param>
/// <param name="Changes">How often it changed.</param>
/// <param name="Ended">The day it ended; 0 while it lives.</param>
internal readonly record struct Life(int Born, int Changed, int Changes, int Ended)
{
    public int LastDay => Ended > 0 ? Ended : Math.Max(Born, Changed);
}

/// <summary>
/// What each next day does to a generated district, worked out from the number of the day: it touches every 167th class, person and enrolment (one in six of
/// them ends, teachers excepted), adds a person for every thousand with six classes each, and who ends takes her enrolments along. Together about one
/// enrolment in a hundred.
/// </summary>
internal sealed class GeneratedLives
{
    // A prime, and two numbers whose product leaves 1: from a day to its first record, and back.
    private const int Stride = 167;
    private const int Step = 71;
    private const int StepBack = 40;
    private const int ClassesOfNewcomer = SchoolPlan.Courses / 2;
    private readonly SchoolPlan _plan;
    private readonly Dice _dice;
    private readonly int _days;
    private readonly int _firstUsers;
    private readonly Dictionary<SisCollection, int[]> _ended = [];

    public GeneratedLives(SchoolPlan plan, Dice dice, int days)
    {
        _plan = plan;
        _dice = dice;
        _days = days;
        _firstUsers = plan.Schools * SchoolPlan.PeopleOfSchool;
        NewcomersADay = Math.Max(1, _firstUsers / 1000);
        foreach (var kind in new[] { SisCollection.Classes, SisCollection.Users, SisCollection.Enrollments })
        {
            _ended[kind] = [.. Enumerable.Range(1, days).SelectMany(day => Touched(kind, day)).Distinct().Where(i => Of(kind, i).Ended > 0).Order()];
        }
    }

    public int NewcomersADay { get; }

    /// <summary>How many records there ever were.</summary>
    public int Total(SisCollection kind) => First(kind) + (_days * AddedADay(kind));

    /// <summary>The records that have ended, in order.</summary>
    public IReadOnlyList<int> EndedOf(SisCollection kind) => _ended.TryGetValue(kind, out var ended) ? ended : [];

    /// <summary>The records that one day may have changed, added or ended; a little too many rather than too few.</summary>
    public IEnumerable<int> Touched(SisCollection kind, int day)
    {
        if (kind < SisCollection.Classes)
        {
            yield break;
        }

        var first = First(kind);
        for (var i = ((day * Step) + (int)kind) % Stride; i < first; i += Stride)
        {
            yield return i;
        }

        for (var i = first + ((day - 1) * AddedADay(kind)); i < first + (day * AddedADay(kind)); i++)
        {
            yield return i;
        }

        if (kind == SisCollection.Enrollments)
        {
            foreach (var taken in TakenAlong(day))
            {
                yield return taken;
            }
        }
    }

    public Life Of(SisCollection kind, int index) => kind switch
    {
        SisCollection.Classes => Own(kind, index, _days, mayEnd: true),
        SisCollection.Users => Own(kind, index, _days, mayEnd: index < _firstUsers && IsOrdinaryStudent(index)),
        SisCollection.Enrollments => OfEnrollment(index),
        _ => default,
    };

    /// <summary>Person, class and standing of an enrolment, newcomers' included.</summary>
    public (int User, int Class, int Standing) Seat(int enrollment)
    {
        if (enrollment < _plan.Enrollments)
        {
            return _plan.Seat(enrollment);
        }

        var (newcomer, m) = ((enrollment - _plan.Enrollments) / ClassesOfNewcomer, (enrollment - _plan.Enrollments) % ClassesOfNewcomer);
        var user = _firstUsers + newcomer;
        var course = (2 * m) + _dice.Roll(SisCollection.Users, user, 20, 2);
        var section = _dice.Roll(SisCollection.Users, user, 21 + m, SchoolPlan.Sections);
        return (user, (SchoolOf(user) * SchoolPlan.ClassesOfSchool) + (course * SchoolPlan.Sections) + section, 2);
    }

    /// <summary>The school where a person's first role is.</summary>
    public int SchoolOf(int user) =>
        user < _firstUsers ? user / SchoolPlan.PeopleOfSchool : _dice.Roll(SisCollection.Users, user, 19, _plan.Schools);

    /// <summary>True for somebody who came after the beginning.</summary>
    public bool IsNewcomer(int user) => user >= _firstUsers;

    private Life OfEnrollment(int index)
    {
        var (user, klass, standing) = Seat(index);
        var others = Earlier(Of(SisCollection.Users, user).Ended, Of(SisCollection.Classes, klass).Ended);
        var own = Own(SisCollection.Enrollments, index, others > 0 ? others - 1 : _days, mayEnd: standing == 2);
        return own.Ended > 0 || others == 0 ? own : own with { Ended = Math.Max(others, own.Born) };
    }

    private Life Own(SisCollection kind, int index, int until, bool mayEnd)
    {
        var first = First(kind);
        if (index >= first)
        {
            return new Life(1 + ((index - first) / AddedADay(kind)), 0, 0, 0);
        }

        var (changed, changes) = (0, 0);
        for (var day = FirstTouch(kind, index); day <= until; day += Stride)
        {
            if (mayEnd && _dice.Roll(kind, index, 1000 + day, 6) == 0)
            {
                return new Life(0, changed, changes, day);
            }

            (changed, changes) = (day, changes + 1);
        }

        return new Life(0, changed, changes, 0);
    }

    private static int FirstTouch(SisCollection kind, int index)
    {
        var day = (((index - (int)kind) % Stride) + Stride) * StepBack % Stride;
        return day == 0 ? Stride : day;
    }

    private IEnumerable<int> TakenAlong(int day)
    {
        foreach (var user in Touched(SisCollection.Users, day).Where(i => Of(SisCollection.Users, i).Ended == day))
        {
            foreach (var row in _plan.EnrollmentsOf(user))
            {
                yield return row;
            }
        }

        var classes = Touched(SisCollection.Classes, day).Where(i => Of(SisCollection.Classes, i).Ended == day).ToHashSet();
        foreach (var row in classes.SelectMany(_plan.EnrollmentsIn))
        {
            yield return row;
        }

        for (var row = _plan.Enrollments; classes.Count > 0 && row < Total(SisCollection.Enrollments); row++)
        {
            if (classes.Contains(Seat(row).Class))
            {
                yield return row;
            }
        }
    }

    // Visitors to another school stay, or half of a pair would be left.
    private static bool IsOrdinaryStudent(int user) =>
        user % SchoolPlan.PeopleOfSchool is > SchoolPlan.Teachers + 1 and < SchoolPlan.SecondRow;

    private int First(SisCollection kind) => kind switch
    {
        SisCollection.Orgs => 1 + _plan.Schools,
        SisCollection.AcademicSessions => GeneratedYear.Sessions,
        SisCollection.Courses => _plan.Schools * SchoolPlan.Courses,
        SisCollection.Classes => _plan.Schools * SchoolPlan.ClassesOfSchool,
        SisCollection.Users => _firstUsers,
        SisCollection.Enrollments => _plan.Enrollments,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private int AddedADay(SisCollection kind) => kind switch
    {
        SisCollection.Users => NewcomersADay,
        SisCollection.Enrollments => NewcomersADay * ClassesOfNewcomer,
        _ => 0,
    };

    private static int Earlier(int one, int other) => one == 0 ? other : other == 0 ? one : Math.Min(one, other);
}
