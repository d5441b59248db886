using System.Globalization;
using System.Text;
using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Rows;

/// <summary>
/// A first pass over one file, for what only the whole of it can tell: its encoding, its checksum, whether days or months stand first in its dates, and what its
/// school years mean, and how wide its rows are. So every page, and every read that is taken up again, rests on the same decisions.
/// </summary>
internal sealed record Survey(Header Header, Encoding Encoding, uint Crc, long Rows, int Width, DateOrder Order, bool SchoolYearIsStart, IReadOnlyList<RosterWarning> Warnings)
{
    private static readonly string[] OnlyInSchoolDataSync = ["activeDirectoryMatchId", "sessionSourcedIds"];
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <exception cref="PackageFaultException">A required column is missing, or the file is damaged.</exception>
    public static async Task<Survey> ReadAsync(Package package, PackageEntry entry, FileSpec spec, CancellationToken ct)
    {
        var witness = new ByteWitness();
        var stream = package.Open(entry);
        stream.Witness = witness;
        using var reader = new RowReader(stream, Encoding.UTF8);
        var header = await ReadHeaderAsync(reader, spec, ct);
        var dates = spec.Dates.Append("dateLastModified").Select(name => header[name].Index).ToArray();
        var votes = new DateVotes();
        var schoolYears = new SchoolYearVotes();
        long rows = 0;
        var width = int.MaxValue;
        while (await reader.ReadAsync(ct))
        {
            rows++;
            width = reader.FieldCount < header.Count ? width : Math.Min(width, reader.FieldCount);
            foreach (var date in dates)
            {
                votes.See(reader.Field(date));
            }

            if (spec.Collection == RosterCollection.AcademicSessions)
            {
                schoolYears.See(reader.Field(header["startDate"].Index), reader.Field(header["endDate"].Index), reader.Field(header["schoolYear"].Index), votes.Order);
            }
        }

        var (encoding, text) = Judge(reader.Encoding, witness);
        return new Survey(
            header, encoding, witness.Crc, rows, Math.Max(header.Width, rows == 0 || width == int.MaxValue ? 0 : width), votes.Order, schoolYears.AreStarts,
            [.. header.Warnings, .. new[] { text, votes.Warning }.OfType<(CsvWarningKind Kind, string Detail)>().Select(odd => odd.Kind.At(spec.Name, spec.Collection, detail: odd.Detail))]);
    }

    /// <summary>Only the header, to know before anything is read that it can be.</summary>
    /// <exception cref="PackageFaultException">A required column is missing.</exception>
    public static async Task<Header> ReadHeaderAsync(Package package, PackageEntry entry, FileSpec spec, CancellationToken ct)
    {
        using var reader = new RowReader(package.Open(entry), Encoding.UTF8);
        return await ReadHeaderAsync(reader, spec, ct);
    }

    private static async Task<Header> ReadHeaderAsync(RowReader reader, FileSpec spec, CancellationToken ct)
    {
        if (!await reader.ReadAsync(ct) || reader.IsBroken)
        {
            throw new PackageFaultException(CsvFaults.MissingColumn, $"{spec.Name}: no header row");
        }

        var names = Enumerable.Range(0, reader.FieldCount).Select(index => reader.Field(index).ToString()).ToList();
        var header = Header.Read(spec, names);
        if (header.Missing.Count > 0)
        {
            throw names.Intersect(OnlyInSchoolDataSync, StringComparer.OrdinalIgnoreCase).Any()
                ? new PackageFaultException(CsvFaults.SchoolDataSync, spec.Name)
                : new PackageFaultException(CsvFaults.MissingColumn, $"{spec.Name}: {string.Join(", ", header.Missing)}");
        }

        return header;
    }

    private static (Encoding Encoding, (CsvWarningKind, string)? Odd) Judge(Encoding marked, ByteWitness witness) =>
        marked.CodePage != Encoding.UTF8.CodePage ? (marked, (CsvWarnings.Utf16, ""))
        : witness.Unsound == 0 ? (Encoding.UTF8, null)
        : witness.Unsound > witness.Sound ? (Windows1252, (CsvWarnings.NotUtf8, ""))
        : (Encoding.UTF8, (CsvWarnings.DamagedCharacters, witness.Unsound.ToString(CultureInfo.InvariantCulture)));

    private sealed class DateVotes
    {
        private long either;
        private long dayFirst;
        private long monthFirst;

        // Nothing to go by: OneRoster is at home where the month stands first.
        public DateOrder Order => dayFirst > monthFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;

        public (CsvWarningKind, string)? Warning
        {
            get
            {
                var words = Order == DateOrder.DayFirst ? "day first" : "month first";
                return (dayFirst, monthFirst, either) switch
                {
                    (0, 0, 0) => null,
                    (0, 0, _) or ( > 0, > 0, _) => (CsvWarnings.DatesEitherWay, words),
                    _ => (CsvWarnings.DatesReadAs, words),
                };
            }
        }

        public void See(ReadOnlySpan<char> text)
        {
            if (!DateText.IsOrdered(text, out var first, out var second))
            {
                return;
            }

            _ = first > 12 ? dayFirst++ : second > 12 ? monthFirst++ : either++;
        }
    }

    private sealed class SchoolYearVotes
    {
        private long starts;
        private long ends;

        public bool AreStarts => starts > 0 && ends == 0;

        public void See(ReadOnlySpan<char> startDate, ReadOnlySpan<char> endDate, ReadOnlySpan<char> schoolYear, DateOrder order)
        {
            // Only a session that spans a new year can tell; its end is exclusive.
            if (int.TryParse(schoolYear, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && DateText.TryDay(startDate, order, out var start) && DateText.TryDay(endDate, order, out var end)
                && start is { } first && end is { DayNumber: > 0 } after && first.Year != after.AddDays(-1).Year)
            {
                starts += year == first.Year ? 1 : 0;
                ends += year == after.AddDays(-1).Year ? 1 : 0;
            }
        }
    }
}
