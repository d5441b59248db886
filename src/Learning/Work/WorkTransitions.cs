using Integration.Learning.Activities;

namespace Integration.Learning.Work;

/// <summary>Why a step can't be taken. The text that came with it is kept all the same.</summary>
public enum WorkRefusal
{
    /// <summary>It is sent; take it back to change it.</summary>
    AlreadySent,

    /// <summary>There is nothing to send, open or answer.</summary>
    NotSent,

    /// <summary>The widget's rules ask for something before it may be sent.</summary>
    NotReady,

    /// <summary>The teacher has opened it, so it can't be taken back.</summary>
    AlreadyOpened,

    /// <summary>The activity is closed for this student.</summary>
    Closed,

    /// <summary>So much was sent and asked already that the record is nearly full; the teacher can still answer.</summary>
    Full,
}

/// <summary>The steps of a work from state to state. Pure: a step gives the new record, or says why not.</summary>
public static class WorkTransitions
{
    /// <summary>Draft to submitted, returned to resubmitted. The same key again changes nothing.</summary>
    public static WorkRecord Send(WorkRecord work, string key, DateTimeOffset now)
    {
        if (!work.IsOpen || !work.IsBegun)
        {
            return work;
        }

        var values = work.Fields.Where(field => field.Value.Value.Length > 0).ToDictionary(field => field.Key, field => field.Value.Value);
        return work with
        {
            State = work.State == WorkState.Returned ? WorkState.Resubmitted : WorkState.Submitted,
            Revision = work.Revision + 1,
            Submissions = [.. work.Submissions, new Submission(key, now, values)],
            OpenedAt = null,
        };
    }

    /// <summary>Back to the state before the last send, until a teacher opens it. What was sent stays on record.</summary>
    public static (WorkRecord Work, WorkRefusal? Refusal) TakeBack(WorkRecord work) => work switch
    {
        { State: not (WorkState.Submitted or WorkState.Resubmitted) } => (work, WorkRefusal.NotSent),
        { OpenedAt: not null } => (work, WorkRefusal.AlreadyOpened),
        _ => (work with { State = work.State == WorkState.Resubmitted ? WorkState.Returned : WorkState.Draft, Revision = work.Revision + 1 }, null),
    };

    /// <summary>A teacher reads it.</summary>
    public static (WorkRecord Work, WorkRefusal? Refusal) Open(WorkRecord work, DateTimeOffset now)
        => work.IsSent ? (work with { OpenedAt = work.OpenedAt ?? now }, null) : (work, WorkRefusal.NotSent);

    /// <summary>A teacher accepts it or asks for another look; an accepted one may be answered again. The same answer twice to one submission is one.</summary>
    public static (WorkRecord Work, WorkRefusal? Refusal) Respond(WorkRecord work, TeacherResponse response) => work switch
    {
        _ when IsAnsweredBy(work, response) => (work, null),
        { IsSent: true } => (work with
        {
            State = response.Accepted ? WorkState.Complete : WorkState.Returned,
            Revision = work.Revision + 1,
            OpenedAt = work.OpenedAt ?? response.At,
            Responses = [.. work.Responses, response],
        }, null),
        _ => (work, WorkRefusal.NotSent),
    };

    /// <summary>True when the student may only read. What a teacher sent back or opened again may be changed after the closing time too.</summary>
    public static bool IsClosed(WorkRecord? work, ActivityDates? dates, DateTimeOffset now)
        => dates?.IsClosedAt(now) == true && work is not ({ State: WorkState.Returned } or { ReopenedAt: not null });

    /// <summary>A teacher opens a closed activity for one student, or ends that. Nothing else changes.</summary>
    public static WorkRecord Reopen(WorkRecord work, bool isOpen, DateTimeOffset now)
        => work.ReopenedAt is null == !isOpen ? work : work with { ReopenedAt = isOpen ? now : null };

    /// <summary>A teacher excuses the student. Nothing else changes: a draft goes on, and what was sent stays sent. Again, it changes nothing.</summary>
    public static WorkRecord Excuse(WorkRecord work, DateTimeOffset now) => work.ExcusedAt is null ? work with { ExcusedAt = now } : work;

    /// <summary>A teacher takes that back; the work stands where it stands without the mark.</summary>
    public static WorkRecord Unexcuse(WorkRecord work) => work.ExcusedAt is null ? work : work with { ExcusedAt = null };

    /// <summary>True when the last answer says the same already, and nothing was sent since.</summary>
    public static bool IsAnsweredBy(WorkRecord work, TeacherResponse response)
        => work.State is WorkState.Complete or WorkState.Returned
        && work.Responses.LastOrDefault() is { } last
        && (last.By, last.Comment, last.Accepted) == (response.By, response.Comment, response.Accepted)
        && last.Levels.Count == response.Levels.Count
        && last.Levels.All(level => response.Levels.TryGetValue(level.Key, out var same) && same == level.Value);
}
