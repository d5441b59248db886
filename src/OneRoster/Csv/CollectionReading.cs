using System.Globalization;
using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Csv.Records;
using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv;

/// <summary>One read of one collection, page by page.</summary>
internal sealed class CollectionReading(OpenedPackage opened, FileSpec spec, string? position, CsvLimits limits) : IDisposable
{
    private const int RowsOfAPage = 1_000;
    private readonly WarningTally tally = new(spec.Name, spec.Collection);
    private readonly WarningTally rolesTally = new(FileSpec.Roles.Name, spec.Collection);
    private Survey? survey;
    private RowReader? reader;
    private RecordRows? records;
    private RoleIndex? roles;
    private long row;
    private long bytes;
    private bool hasRow;
    private bool isDone;

    /// <summary>The next page; null after the last. The last holds what was counted over the whole file.</summary>
    /// <exception cref="PackageFaultException">The file can't be read on.</exception>
    public async Task<RosterPage?> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (isDone)
        {
            return null;
        }

        if (reader is null)
        {
            await BeginAsync(ct);
            if (position is not null && !hasRow)
            {
                isDone = true;
                return null;
            }
        }

        var page = new List<RosterRecord>(RowsOfAPage);
        await TakeAsync(row + RowsOfAPage, page, ct);
        isDone = !hasRow;
        IReadOnlyList<RosterWarning> warnings = isDone ? [.. tally.TakeAll(), .. RolesAtTheEnd()] : [.. tally.Take(), .. rolesTally.Take()];
        var before = bytes;
        bytes = reader!.BytesRead;
        return new RosterPage(page, warnings, $"{row}-{survey!.Crc:x8}", 0, bytes - before);
    }

    public void Dispose() => reader?.Dispose();

    private async Task BeginAsync(CancellationToken ct)
    {
        survey = await opened.SurveyAsync(spec, ct);
        var from = Position(survey);
        var isFirst = position is null;
        if (spec.Collection == RosterCollection.Users && opened.HasRolesFile)
        {
            await ReadRolesAsync(isFirst, ct);
        }

        reader = await OpenAsync(spec, survey, ct);
        records = Records(new Cells(reader, survey, opened.Modes[spec], tally));
        hasRow = await reader.ReadAsync(ct);
        tally.Add(isFirst ? survey.Warnings : []);
        tally.IsReplaying = true;
        await TakeAsync(from, null, ct);
        tally.IsReplaying = false;
        bytes = isFirst ? -(roles?.Bytes ?? 0) : reader.BytesRead;
    }

    private async Task TakeAsync(long until, List<RosterRecord>? page, CancellationToken ct)
    {
        for (; hasRow && row < until; row++)
        {
            if (RowGate.Passes(reader!, survey!, tally) && records!.Read() is { } record)
            {
                page?.Add(record);
            }

            hasRow = await reader!.ReadAsync(ct);
        }
    }

    private async Task ReadRolesAsync(bool isFirst, CancellationToken ct)
    {
        var mode = opened.Modes[FileSpec.Roles];
        var of = await opened.SurveyAsync(FileSpec.Roles, ct);
        rolesTally.IsReplaying = !isFirst;
        rolesTally.Add(isFirst ? of.Warnings.Select(warning => warning with { Collection = spec.Collection }) : []);
        rolesTally.Add(isFirst && mode == ReadMode.Changes ? [CsvWarnings.RolesAreChanges.At(FileSpec.Roles.Name, spec.Collection)] : []);
        using var rows = await OpenAsync(FileSpec.Roles, of, ct);
        roles = await RoleIndex.ReadAsync(rows, of, mode, rolesTally, limits, ct);
    }

    private IEnumerable<RosterWarning> RolesAtTheEnd()
    {
        // Where users are changes and roles are not, most roles belong to people who did not change.
        var isPlain = opened.Modes[spec] == ReadMode.Changes && roles is { IsComplete: true };
        var unused = roles is null || isPlain ? 0 : roles.Unused;
        return unused == 0 ? rolesTally.TakeAll()
            : rolesTally.TakeAll().Append(CsvWarnings.RolesWithoutUser.Counted(FileSpec.Roles.Name, spec.Collection, "", unused, null));
    }

    private async Task<RowReader> OpenAsync(FileSpec of, Survey surveyed, CancellationToken ct)
    {
        var rows = new RowReader(opened.Package.Open(opened.Files[of.Name]), surveyed.Encoding);
        await rows.ReadAsync(ct);
        return rows;
    }

    private long Position(Survey surveyed)
    {
        if (position is null)
        {
            return 0;
        }

        var parts = position.Split('-');
        return parts.Length == 2 && parts[1] == $"{surveyed.Crc:x8}"
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= surveyed.Rows
            ? at : throw new PackageFaultException(CsvFaults.PackageChanged, spec.Name);
    }

    private RecordRows Records(Cells cells) => spec.Collection switch
    {
        RosterCollection.Orgs => new OrgRows(cells),
        RosterCollection.AcademicSessions => new SessionRows(cells, survey!.SchoolYearIsStart),
        RosterCollection.Courses => new CourseRows(cells),
        RosterCollection.Classes => new ClassRows(cells),
        RosterCollection.Users => new UserRows(cells, roles),
        _ => new EnrollmentRows(cells),
    };
}
