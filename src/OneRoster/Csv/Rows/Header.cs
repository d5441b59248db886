using System.Text.RegularExpressions;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>The first row of a file: which column stands where, and in what it differs from the specification.</summary>
internal sealed partial class Header
{
    private readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    private Header(FileSpec spec, IReadOnlyList<string> names)
    {
        (Spec, Width, Count) = (spec, names.Count, names.Count);
        while (Count > 0 && string.IsNullOrWhiteSpace(names[Count - 1]))
        {
            Count--;
        }
    }

    public FileSpec Spec { get; }

    /// <summary>How many columns there are up to the last that has a name.</summary>
    public int Count { get; }

    /// <summary>How many there are with those that have none.</summary>
    public int Width { get; }

    public IReadOnlyList<RosterWarning> Warnings { get; private set; } = [];

    /// <summary>The required columns that are not there.</summary>
    public IReadOnlyList<string> Missing => [.. Spec.Required.Where(name => !columns.ContainsKey(name))];

    public Column this[string name] => new(name, columns.GetValueOrDefault(name, -1));

    public static Header Read(FileSpec spec, IReadOnlyList<string> names)
    {
        var header = new Header(spec, names);
        var warnings = new List<RosterWarning>();
        var unknown = new List<string>();
        var unnamed = 0;
        for (var index = 0; index < names.Count; index++)
        {
            var name = names[index].Trim().TrimStart('\uFEFF');
            if (spec.Column(name) is { } column)
            {
                if (!header.columns.TryAdd(column, index))
                {
                    warnings.Add(header.Odd(CsvWarnings.ColumnTwice, column));
                }
                else if (name != column)
                {
                    warnings.Add(header.Odd(CsvWarnings.ColumnSpelling, column));
                }
            }
            else if (name.Length == 0)
            {
                unnamed++;
            }
            else if (!name.StartsWith("metadata.", StringComparison.OrdinalIgnoreCase))
            {
                unknown.Add(Plain().IsMatch(name) ? name : "?");
            }
        }

        if (unnamed > 0)
        {
            warnings.Add(header.Odd(CsvWarnings.ColumnsUnnamed, $"{unnamed}"));
        }

        if (unknown.Count > 0)
        {
            warnings.Add(header.Odd(CsvWarnings.ColumnsUnknown, string.Join(", ", unknown.Take(20))));
        }

        var order = spec.Columns.Where(header.columns.ContainsKey).Select(column => header.columns[column]).ToList();
        if (!order.SequenceEqual(order.Order()))
        {
            warnings.Add(header.Odd(CsvWarnings.ColumnOrder, ""));
        }

        var missed = spec.Missed.Where(column => !header.columns.ContainsKey(column)).ToList();
        if (missed.Count > 0)
        {
            warnings.Add(header.Odd(CsvWarnings.ColumnsMissing, string.Join(", ", missed)));
        }

        header.Warnings = warnings;
        return header;
    }

    private RosterWarning Odd(CsvWarningKind kind, string detail) => kind.At(Spec.Name, Spec.Collection, line: 1, detail: detail);

    // A header is asked for its required columns before its other names are told to anybody, so these are names of columns; still, only plain ones are repeated.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.]{0,63}$")]
    private static partial Regex Plain();
}

/// <summary>Where a column stands; -1 when it is not there.</summary>
internal readonly record struct Column(string Name, int Index);
