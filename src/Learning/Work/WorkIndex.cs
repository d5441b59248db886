using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Work;

/// <summary>A partition per student that lists where her work lies. Derived: written before the first save of a work, and again if that is repeated.</summary>
internal static class WorkIndex
{
    /// <summary>All of a student's work: one range.</summary>
    public static KeyRange All { get; } = KeyRange.Under(Key.Of("work"));

    /// <summary>The partition of the student whose work it is.</summary>
    public static Key Partition(WorkPlace place) => Key.Of("learner", place.Class.District.Value, place.Id.Learner.Value);

    /// <summary>The write that lists one work.</summary>
    public static Batch Entry(WorkPlace place)
    {
        var pointer = new WorkPointer { Class = place.Class.Id, ActivityId = place.Id.ActivityId, Round = place.Id.Round };
        return new Batch(Partition(place))
            .Upsert(WorkDocuments.Pointer, Key.Of("work", pointer.Class, pointer.ActivityId, pointer.Round), pointer);
    }
}
