using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Work;

/// <summary>A partition per student that lists where her work lies. Derived: written before the first save of a work, and again if that is repeated.</summary>
internal static class WorkIndex
{
    /// <summary>The write that lists one work.</summary>
    public static Batch Entry(WorkPlace place)
    {
        var pointer = new WorkPointer { Class = place.Class.Id, ActivityId = place.Id.ActivityId, Round = place.Id.Round };
        return new Batch(Key.Of("learner", place.Class.District.Value, place.Id.Learner.Value))
            .Upsert(WorkDocuments.Pointer, Key.Of("work", pointer.Class, pointer.ActivityId, pointer.Round), pointer);
    }
}
