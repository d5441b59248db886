using System.Threading.Channels;
using Integration.Learning.Classes;

namespace Integration.Learning.Grades;

/// <summary>
/// Carries "this class has a score" from the answer to the sender in the same process, which is how a grade shows within seconds. Best effort: what is lost
/// here the timer finds by the due pointers.
/// </summary>
public sealed class GradeDispatchSignal
{
    private readonly Channel<ClassRef> channel =
        Channel.CreateBounded<ClassRef>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Says that a class has a score.</summary>
    public void Raise(ClassRef @class) => channel.Writer.TryWrite(@class);

    /// <summary>Classes that have one, as they come.</summary>
    public IAsyncEnumerable<ClassRef> WaitAsync(CancellationToken ct) => channel.Reader.ReadAllAsync(ct);
}
