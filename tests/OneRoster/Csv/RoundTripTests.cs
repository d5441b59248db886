using System.Text;
using CsCheck;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>A roster of any content, written in any of the ways CSV allows, comes back as it was; and no bytes whatsoever make the reader throw.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Id = Gen.Char["abcXYZ019/+={}-_.:"].Array[1, 12].Select(letters => new string(letters));
    private static readonly Gen<string> Words = Gen.OneOf("Núñez O'Brien", "Ana, María", "\"Bo\"", "Łukasz", "李", "d’Arc; e", "x\"y", "#1", "=1+1", "a", "50 % / b", "two  spaces");
    private static readonly Gen<DateOnly?> Day = Gen.Int[0, 800].Select(day => day == 0 ? (DateOnly?)null : new DateOnly(2026, 1, 1).AddDays(day));

    private static readonly Gen<User[]> Users =
        (from id in Id
         from given in Words
         from family in Words
         from optional in Words
         from has in Gen.Int[0, 255]
         from grades in Gen.OneOf("07", "KG", "Other").Array[0, 3]
         from userIds in Gen.Select(Id, Id).Array[0, 2]
         from orgs in Id.Select(org => org).Array[1, 3]
         select new User
         {
             SourcedId = new SourcedId(id),
             ToBeDeleted = (has & 128) != 0,
             EnabledUser = (has & 1) != 0,
             GivenName = given,
             FamilyName = family,
             MiddleName = (has & 2) != 0 ? optional : null,
             Username = (has & 4) != 0 ? optional : null,
             Identifier = (has & 8) != 0 ? id : null,
             Email = (has & 16) != 0 ? "someone@example.org" : null,
             Grades = grades,
             UserIds = [.. userIds.Select(pair => new UserId("t" + pair.Item1.Replace(':', '.').Trim('{', '}'), "i" + pair.Item2.Trim('{', '}')))],
             Roles = [.. orgs.Select((org, index) => new UserRole("student", new SourcedId(org), index == 0, null, null))],
         }).Array[0, 40];

    private static readonly Gen<Enrollment[]> Enrollments =
        (from id in Id
         from user in Id
         from @class in Id
         from begin in Day
         from end in Day
         from primary in Gen.OneOf<bool?>(null, true, false)
         select new Enrollment
         {
             SourcedId = new SourcedId(id),
             User = new SourcedId(user),
             Class = new SourcedId(@class),
             School = new SourcedId("s"),
             Role = "student",
             Primary = primary,
             BeginDate = begin,
             EndDate = end,
         }).Array[0, 40];

    [Fact]
    public void A_roster_comes_back_as_it_was_written() => Gen.Select(Users, Enrollments, Gen.Int).Sample(
        (users, enrollments, way) =>
        {
            var writing = new CsvWriting(way);
            var package = SomePackage.Bulk11()
                .Edit("manifest.csv", text => text.Replace("users,bulk", "users,delta", StringComparison.Ordinal))
                .With("users.csv", writing.File(users, Columns))
                .With("enrollments.csv", writing.File(enrollments, Columns));
            var reading = package.ReadAsync().GetAwaiter().GetResult();

            Assert.Null(reading.Fault);
            Assert.Equal(users.Select(Text), reading.All<User>().Select(Text));
            Assert.Equal(enrollments, reading.All<Enrollment>());
            Assert.DoesNotContain(reading.Warnings, warning => warning.Code.StartsWith("OR313", StringComparison.Ordinal));
        },
        iter: 200);

    [Fact]
    public void Whatever_is_done_to_a_package_ends_in_a_result() => Gen.Select(Gen.Bool, Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[0, 2]).Array[1, 12]).Sample(
        (isStored, changes) =>
        {
            var sound = isStored ? SomePackage.Bulk12().Zip(System.IO.Compression.CompressionLevel.NoCompression) : SomePackage.Bulk12().Zip();
            var reading = SomePackage.ReadAsync(SomePackage.Open(Mutate(sound, changes))).GetAwaiter().GetResult();

            Assert.True(reading.Fault is not null || reading.Offer is not null);
            Assert.All(reading.Warnings, warning => Assert.StartsWith("OR31", warning.Code, StringComparison.Ordinal));
        },
        iter: 1_000);

    [Fact]
    public void Whatever_is_done_to_a_file_ends_in_a_result() => Gen.Select(Gen.Int[0, 7], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[0, 2]).Array[1, 12]).Sample(
        (which, changes) =>
        {
            var sound = SomePackage.Bulk12();
            var name = sound.Files.Keys.Order(StringComparer.Ordinal).ElementAt(which);
            var reading = sound.With(name, Mutate(sound.Files[name], changes)).ReadAsync().GetAwaiter().GetResult();

            Assert.True(reading.Fault is not null || reading.Pages.Count == reading.Offer!.Modes.Values.Count(mode => mode != ReadMode.Absent));
        },
        iter: 1_000);

    // Change a byte, drop one, or double the rest.
    private static byte[] Mutate(byte[] sound, (int At, byte Value, int How)[] changes)
    {
        var bytes = sound.ToList();
        foreach (var (at, value, how) in changes)
        {
            var place = at % Math.Max(bytes.Count, 1);
            switch (how)
            {
                case 0 when bytes.Count > 0:
                    bytes[place] = value;
                    break;
                case 1 when bytes.Count > 0:
                    bytes.RemoveRange(place, Math.Min(1 + (value % 8), bytes.Count - place));
                    break;
                default:
                    bytes.InsertRange(place, bytes.Skip(place).Take(value).ToList());
                    break;
            }
        }

        return [.. bytes];
    }

    // Records compare lists by reference.
    private static string Text(User user) => string.Join('|', user with { Grades = [], UserIds = [], Roles = [] }, string.Join(',', user.Grades), string.Join(',', user.UserIds), string.Join(',', user.Roles));

    private static (string, string?)[] Columns(User user) =>
    [
        ("sourcedId", user.SourcedId.Value), ("status", user.ToBeDeleted ? "tobedeleted" : "active"), ("enabledUser", user.EnabledUser ? "true" : "false"),
        ("orgSourcedIds", string.Join(',', user.Roles.Select(role => role.Org))), ("role", user.Roles[0].Role), ("username", user.Username),
        ("userIds", string.Join(',', user.UserIds.Select(id => $"{{{id.Type}:{id.Identifier}}}"))), ("givenName", user.GivenName), ("familyName", user.FamilyName),
        ("middleName", user.MiddleName), ("identifier", user.Identifier), ("email", user.Email), ("grades", string.Join(',', user.Grades)), ("password", "secret,\"word\""),
    ];

    private static (string, string?)[] Columns(Enrollment enrollment) =>
    [
        ("sourcedId", enrollment.SourcedId.Value), ("classSourcedId", enrollment.Class.Value), ("schoolSourcedId", enrollment.School?.Value), ("userSourcedId", enrollment.User.Value),
        ("role", enrollment.Role), ("primary", enrollment.Primary?.ToString()), ("beginDate", $"{enrollment.BeginDate:yyyy-MM-dd}"), ("endDate", $"{enrollment.EndDate:yyyy-MM-dd}"),
    ];

    /// <summary>One of the many ways to write the same values: order of columns, line ends, quotes, a byte order mark, empty lines.</summary>
    private sealed class CsvWriting(int seed)
    {
        private readonly Random random = new(seed);

        public byte[] File<T>(T[] records, Func<T, (string Name, string? Value)[]> columns)
        {
            var names = columns(records.Length > 0 ? records[0] : Blank<T>()).Select(column => column.Name).ToArray();
            var order = Enumerable.Range(0, names.Length).ToArray();
            random.Shuffle(order);
            var (newline, quotes) = (new[] { "\n", "\r\n", "\r" }[random.Next(3)], random.Next(3));
            var text = new StringBuilder().AppendJoin(',', order.Select(index => Field(names[index], quotes))).Append(newline);
            foreach (var record in records)
            {
                var values = columns(record);
                text.AppendJoin(',', order.Select(index => Field(values[index].Value ?? "", quotes))).Append(newline).Append(random.Next(8) == 0 ? newline : "");
            }

            return [.. random.Next(2) == 0 ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(random.Next(2) == 0 ? text.ToString() : text.ToString().TrimEnd('\r', '\n'))];
        }

        private static T Blank<T>() => (T)(object)(typeof(T) == typeof(User)
            ? new User { SourcedId = new SourcedId("x"), Roles = [new UserRole("student", null, true, null, null)] }
            : new Enrollment { SourcedId = new SourcedId("x"), User = new SourcedId("x"), Class = new SourcedId("x"), Role = "x" });

        // Quoted always, where it must be, or now and then.
        private string Field(string value, int quotes) =>
            quotes == 0 || value.AsSpan().ContainsAny(",\"\r\n") || (quotes == 1 && random.Next(2) == 0) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
