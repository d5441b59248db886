using System.Text;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>Each way in which a package may differ and still be read: what is told, and what is read all the same.</summary>
public sealed class DeviationTests
{
    /// <summary>Name of the variation, what is told, the variation.</summary>
    public static TheoryData<string, string> Variations => new(All.Select(one => (one.Key, one.Value.Told)));

    private static Dictionary<string, (string Told, Func<SomePackage> Make)> All { get; } = new(StringComparer.Ordinal)
    {
        ["sound 1.1"] = ("", SomePackage.Bulk11),
        ["sound 1.2"] = ("", SomePackage.Bulk12),
        ["CR LF and a byte order mark"] = ("", () => SomePackage.Bulk11().Edit("orgs.csv", text => "\uFEFF" + text.Replace("\n", "\r\n", StringComparison.Ordinal))),
        ["old Mac line ends"] = ("", () => SomePackage.Bulk11().Edit("users.csv", text => text.Replace('\n', '\r'))),
        ["metadata columns"] = ("", () => SomePackage.Bulk11().Edit("orgs.csv", Columns(",metadata.region", ",north"))),
        ["no manifest"] = ("OR3101", () => SomePackage.Bulk11().Without("manifest.csv")),
        ["manifest header twice"] = ("OR3102 manifest.csv", () => SomePackage.Bulk11().Edit("manifest.csv", text => "propertyName,value\n" + text)),
        ["manifest word"] = ("OR3103 manifest.csv, OR3143 orgs.csv 1", () => SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("orgs,bulk", "orgs,full", StringComparison.Ordinal))),
        ["courses though absent"] = ("OR3104 courses.csv", () => SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("courses,bulk", "courses,absent", StringComparison.Ordinal))),
        ["in a folder"] = ("OR3105", () => SomePackage.Bulk11().Rename(name => "export/" + name)),
        ["file name in capitals"] = ("OR3106 ORGS.CSV", () => SomePackage.Bulk11().Rename(name => name == "orgs.csv" ? "ORGS.CSV" : name)),
        ["something beside"] = ("OR3107", () => SomePackage.Bulk11().With("readme.txt", "hello").With("__MACOSX/._orgs.csv", "x")),
        ["version not said"] = ("OR3108 manifest.csv", () => SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("oneroster.version,1.1\n", "", StringComparison.Ordinal))),
        ["no courses"] = ("OR3101, OR3109 courses.csv", () => SomePackage.Bulk11().Without("manifest.csv").Without("courses.csv")),
        ["misspelt column"] = ("OR3111 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text.Replace("dateLast", "dataLast", StringComparison.Ordinal))),
        ["preferred names of REST"] = ("OR3111 users.csv, OR3111 users.csv", () => SomePackage.Bulk12()
            .Edit("users.csv", text => text.Replace("preferredGivenName", "prefferedGivenName", StringComparison.Ordinal).Replace("preferredFamilyName", "preferredLastName", StringComparison.Ordinal))),
        ["unknown column"] = ("OR3112 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", Columns(",colour", ",red"))),
        ["other order"] = ("OR3113 orgs.csv", () => SomePackage.Bulk11().With("orgs.csv", "name,sourcedId,type,status,dateLastModified,identifier,parentSourcedId\nLark School,o1,school,,,,\n")),
        ["trailing empty columns"] = ("OR3114 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", Columns(",,", ",,"))),
        ["trailing empty columns in the header alone"] = ("OR3114 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", Columns(",,", ""))),
        ["columns left out"] = ("OR3115 orgs.csv", () => SomePackage.Bulk11().With("orgs.csv", "sourcedId,name,type\no1,Lark School,school\n")),
        ["column twice"] = ("OR3116 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", Columns(",name", ",Other"))),
        ["Windows-1252"] = ("OR3121 users.csv", () => SomePackage.Bulk11().With("users.csv", Western(SomePackage.Bulk11(), "Solé"))),
        ["one broken character"] = ("OR3122 users.csv", () => SomePackage.Bulk11().With("users.csv", BrokenOnce("Solé Peña"))),
        ["UTF-16"] = ("OR3123 orgs.csv", () => SomePackage.Bulk11().With("orgs.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text(SomePackage.Bulk11(), "orgs.csv"))])),
        ["short row"] = ("OR3131 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text + "o2,,,Wren School\n")),
        ["comma outside quotes"] = ("OR3132 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text + "o2,,,Wren, School,school,,\n")),
        ["comma outside quotes and a value at the end"] = ("OR3132 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text + "o2,,,Wren, School,school,,o1\n")),
        ["broken quotes"] = ("OR3133 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text + "o2,,,\"Wren\" School,school,,\n")),
        ["no id"] = ("OR3134 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text + ",,,Wren School,school,,\n")),
        ["enrollment of nobody"] = ("OR3134 enrollments.csv", () => SomePackage.Bulk11().Edit("enrollments.csv", text => text + "e3,,,c1,o1,,student,,,\n")),
        ["header again"] = ("OR3135 orgs.csv", () => SomePackage.Bulk11().Edit("orgs.csv", text => text + text.Split('\n')[0] + "\n")),
        ["rows beyond the columns"] = ("OR3137 orgs.csv 1", () => SomePackage.Bulk11().Edit("orgs.csv", text => text.Replace("school,,\n", "school,,,,\n", StringComparison.Ordinal))),
        ["marked bulk"] = ("OR3141 orgs.csv 1", () => SomePackage.Bulk11().Edit("orgs.csv", text => text.Replace("o1,,", "o1,active,2026-09-01T00:00:00.000Z", StringComparison.Ordinal))),
        ["ended in bulk"] = ("OR3142 users.csv 1", () => SomePackage.Bulk11().Edit("users.csv", text => text.Replace("u2,,", "u2,ToBeDeleted,", StringComparison.Ordinal))),
        ["unmarked delta"] = ("OR3143 orgs.csv 1", () => SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("orgs,bulk", "orgs,delta", StringComparison.Ordinal))),
        ["inactive"] = ("OR3142 users.csv 1, OR3144 users.csv 1", () => SomePackage.Bulk11().Edit("users.csv", text => text.Replace("u2,,", "u2,inactive,", StringComparison.Ordinal))),
        ["other status"] = ("OR3141 orgs.csv 1, OR3145 orgs.csv 1", () => SomePackage.Bulk11().Edit("orgs.csv", text => text.Replace("o1,,", "o1,new,", StringComparison.Ordinal))),
        ["day first"] = ("OR3151 enrollments.csv", () => Dates("16/8/2026", "20/12/2026")),
        ["month first"] = ("OR3151 enrollments.csv", () => Dates("8/16/2026", "12/20/2026")),
        ["either first"] = ("OR3152 enrollments.csv", () => Dates("8/9/2026", "12/10/2026")),
        ["no date"] = ("OR3153 enrollments.csv 1", () => Dates("soon", "2026-12-20")),
        ["school year by its start"] = ("OR3154 academicSessions.csv 2", () => SomePackage.Bulk11()
            .With("academicSessions.csv", Text(SomePackage.Bulk11(), "academicSessions.csv").Replace("2027", "2026", StringComparison.Ordinal) + "y1,,,Year,schoolYear,2026-08-16,2027-07-01,,2026\n")),
        ["no school year"] = ("OR3155 academicSessions.csv 1", () => SomePackage.Bulk11().Edit("academicSessions.csv", text => text.Replace("2027", "next", StringComparison.Ordinal))),
        ["capitals"] = ("OR3161 classes.csv 1", () => SomePackage.Bulk11().Edit("classes.csv", text => text.Replace("scheduled", "Scheduled", StringComparison.Ordinal))),
        ["other word"] = ("OR3162 enrollments.csv 1", () => SomePackage.Bulk11().Edit("enrollments.csv", text => text.Replace("u2,student", "u2,aide", StringComparison.Ordinal))),
        ["extended word"] = ("", () => SomePackage.Bulk11().Edit("enrollments.csv", text => text.Replace("u2,student", "u2,ext:observer", StringComparison.Ordinal))),
        ["no flag"] = ("OR3163 users.csv 1", () => SomePackage.Bulk11().Edit("users.csv", text => text.Replace("u2,,,true", "u2,,,maybe", StringComparison.Ordinal))),
        ["no title"] = ("OR3164 courses.csv 1", () => SomePackage.Bulk11().Edit("courses.csv", text => text.Replace("Science 7", "", StringComparison.Ordinal))),
        ["odd user ids"] = ("OR3165 users.csv 1", () => SomePackage.Bulk11().Edit("users.csv", text => text.Replace("{sis:77}", "77", StringComparison.Ordinal))),
        ["role of nobody"] = ("OR3171 roles.csv 1", () => SomePackage.Bulk12().Edit("roles.csv", text => text + "r3,,,u3,primary,student,,,o1,\n")),
        ["nobody's role"] = ("OR3172 users.csv 1", () => SomePackage.Bulk12().Edit("roles.csv", text => text.Replace("r2,,,u2,primary,student,,,o1,\n", "", StringComparison.Ordinal))),
        ["roles in users"] = ("OR3173 users.csv", () => SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("1.1", "1.2", StringComparison.Ordinal))),
        ["changed roles"] = ("OR3143 roles.csv 2, OR3174 roles.csv", () => SomePackage.Bulk12().Edit("manifest.csv", text => text.Replace("roles,bulk", "roles,delta", StringComparison.Ordinal))),
    };

    [Theory]
    [MemberData(nameof(Variations))]
    public async Task A_deviation_is_told_by_its_number_and_read_all_the_same(string variation, string told)
    {
        var reading = await All[variation].Make().ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal(told, string.Join(", ", reading.Told.Order(StringComparer.Ordinal)));
        Assert.Equal(2, reading.All<Enrollment>().Count());
        Assert.Equal(["Tern", "Swift"], reading.All<User>().Select(user => user.FamilyName));
        Assert.Equal("Lark School", reading.All<Org>().Single().Name);
    }

    // Nothing of a person may stand in what an admin reads, a log keeps or a mail carries on.
    [Fact]
    public async Task No_warning_tells_a_name_or_an_address()
    {
        foreach (var (_, make) in All.Values)
        {
            var reading = await make().ReadAsync();

            Assert.All(reading.Warnings, warning => Assert.DoesNotMatch("(?i)tern|swift|sol|tina|wren|@|example", $"{warning.Sentence} {warning.Id} {warning.File}"));
        }
    }

    [Fact]
    public async Task More_rows_left_out_than_can_be_listed_are_counted()
    {
        var reading = await SomePackage.Bulk11().Edit("orgs.csv", text => text + string.Concat(Enumerable.Repeat("o2,\n", 2_500))).ReadAsync();

        Assert.Equal(100, reading.Warnings.Count(warning => warning.Code == "OR3131"));
        Assert.Contains("OR3136 orgs.csv 2400", reading.Told);
    }

    [Fact]
    public async Task A_row_is_told_by_the_line_it_begins_on()
    {
        var reading = await SomePackage.Bulk11().Edit("orgs.csv", text => text + "o2,,,\"Two\r\nlines\",school,,\n\n\no3,\no4,,,\"open,school,,\no5,,,Five,school,,\n").ReadAsync();

        Assert.Equal([("OR3131", 7L, "o3"), ("OR3133", 8L, null)], reading.Warnings.Select(warning => (warning.Code, warning.Line!.Value, warning.Id)));
        Assert.Equal(["Lark School", "Two  lines", "Five"], reading.All<Org>().Select(org => org.Name));
    }

    [Fact]
    public async Task Dates_are_read_in_the_order_that_their_file_shows()
    {
        var dayFirst = await Dates("5/9/2026", "20/12/2026").ReadAsync();
        var monthFirst = await Dates("5/9/2026", "12/20/2026").ReadAsync();

        Assert.Equal(new DateOnly(2026, 9, 5), dayFirst.All<Enrollment>().Last().BeginDate);
        Assert.Equal(new DateOnly(2026, 5, 9), monthFirst.All<Enrollment>().Last().BeginDate);
        Assert.Equal(new DateOnly(2026, 12, 20), monthFirst.All<Enrollment>().Last().EndDate);
    }

    [Fact]
    public async Task Names_in_Windows_1252_and_in_damaged_UTF_8_keep_their_accents()
    {
        var western = await All["Windows-1252"].Make().ReadAsync();
        var damaged = await All["one broken character"].Make().ReadAsync();

        Assert.Equal("Solé", western.All<User>().Last().GivenName);
        Assert.Equal("Solé Peña\uFFFD", damaged.All<User>().Last().GivenName);
    }

    private static SomePackage Dates(string begin, string end) => SomePackage.Bulk11()
        .Edit("enrollments.csv", text => text.Replace("2026-08-16,2026-12-20", $"{begin},{end}", StringComparison.Ordinal));

    private static Func<string, string> Columns(string header, string cells) => text =>
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return string.Concat(lines.Select((line, index) => line + (index == 0 ? header : cells) + "\n"));
    };

    private static byte[] Western(SomePackage package, string name) =>
        Encoding.Latin1.GetBytes(Text(package, "users.csv").Replace("Sol,", name + ",", StringComparison.Ordinal));

    private static byte[] BrokenOnce(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(Text(SomePackage.Bulk11(), "users.csv").Replace("Sol,", name + "~,", StringComparison.Ordinal));
        bytes[Array.IndexOf(bytes, (byte)'~')] = 0xFF;
        return bytes;
    }

    private static string Text(SomePackage package, string file) => Encoding.UTF8.GetString(package.Files[file]);
}
