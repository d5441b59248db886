using System.Buffers.Binary;
using System.Collections;
using System.Security.Cryptography;
using System.Text;
using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>
/// The rows of roles.csv by person, since they come in any order: 32 bytes a row, sorted, and each org's id once. A person's id is kept as half of its SHA-256,
/// so that no two people are ever taken for each other, not even by somebody who tries.
/// </summary>
internal sealed class RoleIndex
{
    /// <summary>The words of 1.1 and 1.2.</summary>
    public static readonly string[] Words =
    [
        "student", "teacher", "aide", "parent", "guardian", "relative", "proctor", "administrator", "counselor", "principal", "siteAdministrator",
        "districtAdministrator", "systemAdministrator",
    ];

    private static readonly string[] RoleTypes = ["primary", "secondary"];
    private const int Never = int.MinValue;
    private readonly Row[] rows;
    private readonly int count;
    private readonly List<string> orgs;
    private readonly List<string> words;
    private readonly BitArray used;

    private RoleIndex(Row[] rows, int count, List<string> orgs, List<string> words, ReadMode mode)
    {
        (this.rows, this.count, this.orgs, this.words, IsComplete) = (rows, count, orgs, words, mode == ReadMode.Complete);
        used = new BitArray(count);
        Array.Sort(rows, 0, count);
    }

    /// <summary>True when every role of everybody is in it.</summary>
    public bool IsComplete { get; }

    /// <summary>How many rows nobody asked for.</summary>
    public long Unused => used.Cast<bool>().LongCount(isUsed => !isUsed);

    /// <summary>The decompressed bytes it was made of.</summary>
    public long Bytes { get; private init; }

    /// <exception cref="PackageFaultException">There are too many.</exception>
    public static async Task<RoleIndex> ReadAsync(RowReader reader, Survey survey, ReadMode mode, WarningTally tally, CsvLimits limits, CancellationToken ct)
    {
        if (survey.Rows > limits.Roles)
        {
            throw new PackageFaultException(CsvFaults.TooManyRoles);
        }

        var cells = new Cells(reader, survey, mode, tally);
        var (user, role, roleType, org) = (cells["userSourcedId"], cells["role"], cells["roleType"], cells["orgSourcedId"]);
        var (begin, end) = (cells["beginDate"], cells["endDate"]);
        var (orgs, words) = (new Names(limits.RoleOrgs), new Names(1000));
        var rows = new Row[survey.Rows];
        var count = 0;
        while (await RowGate.NextAsync(reader, survey, tally, ct))
        {
            if (cells.Key(user) is not { } id)
            {
                continue;
            }

            var (ended, _) = cells.Mark();
            if (!ended)
            {
                rows[count++] = new Row(
                    Hash(id), cells.Id(org) is { } at ? orgs.Number(at.Value) : -1, cells.Day(begin)?.DayNumber ?? Never, cells.Day(end)?.DayNumber ?? Never,
                    (ushort)words.Number(cells.Word(role, Words) ?? cells.Demanded(role, ended: false)), "primary".Equals(cells.Word(roleType, RoleTypes), StringComparison.OrdinalIgnoreCase));
            }
        }

        return new RoleIndex(rows, count, orgs.List, words.List, mode) { Bytes = reader.BytesRead };
    }

    /// <summary>What a person is, primary first, then by org and role, so that another order in the file is no change.</summary>
    public IReadOnlyList<UserRole> Of(SourcedId user)
    {
        var hash = Hash(user);
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = rows[middle].User < hash ? (middle + 1, high) : (low, middle);
        }

        if (low == count || rows[low].User != hash)
        {
            return [];
        }

        var found = new List<UserRole>(1);
        for (; low < count && rows[low].User == hash; low++)
        {
            used[low] = true;
            var row = rows[low];
            found.Add(new UserRole(words[row.Role], row.Org < 0 ? null : new SourcedId(orgs[row.Org]), row.IsPrimary, Day(row.Begin), Day(row.End)));
        }

        return found.Count == 1 ? found
            : [.. found.OrderByDescending(role => role.Primary).ThenBy(role => role.Org?.Value, StringComparer.Ordinal).ThenBy(role => role.Role, StringComparer.Ordinal)
                .ThenBy(role => role.BeginDate).ThenBy(role => role.EndDate)];
    }

    private static DateOnly? Day(int number) => number == Never ? null : DateOnly.FromDayNumber(number);

    private static UInt128 Hash(SourcedId id)
    {
        Span<byte> text = stackalloc byte[1024];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(id.Value, text)], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private readonly record struct Row(UInt128 User, int Org, int Begin, int End, ushort Role, bool IsPrimary) : IComparable<Row>
    {
        public int CompareTo(Row other) => User.CompareTo(other.User);
    }

    /// <summary>Numbers for names that repeat.</summary>
    private sealed class Names(int limit)
    {
        private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

        public List<string> List { get; } = [];

        public int Number(string name)
        {
            if (numbers.TryGetValue(name, out var number))
            {
                return number;
            }

            if (List.Count == limit)
            {
                throw new PackageFaultException(CsvFaults.TooManyRoles);
            }

            List.Add(name);
            return numbers[name] = List.Count - 1;
        }
    }
}
