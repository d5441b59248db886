using System.Globalization;

namespace Integration.Sandbox.Sis.Districts;

/// <summary>
/// An invented district of any size. Nothing is stored: each record is worked out from the seed and its own number, so two districts with the same numbers are
/// the same on every machine, any page can be read without those before it, and memory holds one record and the numbers of what has ended.
/// </summary>
public sealed class GeneratedDistrict : ISisDistrict
{
    /// <summary>A seed like any other.</summary>
    public const int UsualSeed = 20260;

    private static readonly DateTimeOffset Beginning = new(2026, 2, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly IReadOnlyList<DateTimeOffset> _days;
    private readonly int _seed;
    private readonly SchoolPlan _plan;
    private readonly Dice _dice;
    private readonly GeneratedLives _lives;
    private readonly GeneratedRecords _records;

    /// <summary>Lays out a district.</summary>
    /// <param name="enrollments">How many enrolments it has on its first day, exactly; everything else follows (a school for every 1,512).</param>
    /// <param name="seed">Another seed, other names.</param>
    /// <param name="days">The moments of the next days so far, in order.</param>
    public GeneratedDistrict(int enrollments, int seed = UsualSeed, IReadOnlyList<DateTimeOffset>? days = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(enrollments, 1);
        _seed = seed;
        _days = days ?? [];
        _plan = new SchoolPlan(enrollments);
        _dice = new Dice((ulong)seed);
        _lives = new GeneratedLives(_plan, _dice, _days.Count);
        _records = new GeneratedRecords(_plan, _lives, _dice);
    }

    /// <inheritdoc/>
    public string Name => "Three Rivers Consolidated School District";

    /// <summary>The same district one day later: about 1 % added, changed or ended.</summary>
    /// <param name="at">The moment that its changes carry; it must be later than the day before.</param>
    public GeneratedDistrict NextDay(DateTimeOffset at) => new(_plan.Enrollments, _seed, [.. _days, at]);

    /// <inheritdoc/>
    public int Count(SisCollection collection) => _lives.Total(collection) - _lives.EndedOf(collection).Count;

    /// <inheritdoc/>
    public IEnumerable<SisRecord> Live(SisCollection collection, int offset = 0)
    {
        var (ended, total) = (_lives.EndedOf(collection), _lives.Total(collection));
        var (index, gone) = Place(ended, offset);
        for (; index < total; index++)
        {
            if (gone < ended.Count && ended[gone] == index)
            {
                gone++;
            }
            else
            {
                yield return Make(collection, index);
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerable<SisRecord> Changed(SisCollection collection, DateTimeOffset since)
    {
        // Before the first day records carry times of a whole month, and all must be looked at.
        var candidates = since < Beginning.AddDays(31)
            ? Enumerable.Range(0, _lives.Total(collection))
            : Enumerable.Range(1, _days.Count).Where(day => _days[day - 1] > since).SelectMany(day => _lives.Touched(collection, day)).Distinct().Order();
        return candidates.Where(index => Modified(collection, index) > since).Select(index => Make(collection, index));
    }

    /// <inheritdoc/>
    public SisRecord? Find(SisCollection collection, string sourcedId)
    {
        var digits = new string([.. sourcedId.Where(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < _lives.Total(collection) && GeneratedIds.Of(collection, index) == sourcedId
                ? Make(collection, index)
                : null;
    }

    private SisRecord Make(SisCollection collection, int index) => _records.Make(collection, index) with { Modified = Modified(collection, index) };

    private DateTimeOffset Modified(SisCollection collection, int index)
    {
        var day = _lives.Of(collection, index).LastDay;
        return day > 0 ? _days[day - 1] : Beginning.AddSeconds(_dice.Roll(collection, index, 900, 30 * 24 * 3600)).AddMilliseconds(index % 1000);
    }

    // The record that stands at an offset among the living, and how many of the ended stand before it.
    private static (int Index, int Gone) Place(IReadOnlyList<int> ended, int offset)
    {
        var (low, high) = (0, ended.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ended[middle] - middle <= offset ? (middle + 1, high) : (low, middle);
        }

        return (offset + low, low);
    }
}
