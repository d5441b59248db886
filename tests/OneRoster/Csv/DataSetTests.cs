using Integration.OneRoster.Csv;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>Packages that other software made, as they were found (each with its SOURCE.txt). The numbers are counted anew here, from the lines of the files.</summary>
public sealed class DataSetTests
{
    private static readonly (RosterCollection Collection, string File)[] Files =
    [
        (RosterCollection.Orgs, "orgs.csv"), (RosterCollection.AcademicSessions, "academicSessions.csv"), (RosterCollection.Courses, "courses.csv"),
        (RosterCollection.Classes, "classes.csv"), (RosterCollection.Users, "users.csv"), (RosterCollection.Enrollments, "enrollments.csv"),
    ];

    [Fact]
    public async Task The_solar_district_is_read_whole_and_each_of_its_oddities_is_told()
    {
        var reading = await SomePackage.ReadAsync(SomePackage.At(Folder("bergerb-generated-1.1-solar")));

        AssertCounts("bergerb-generated-1.1-solar", reading, 4, 8, 91, 210, 275, 1883);
        Assert.Equal("1.1", reading.Offer!.Version);
        Assert.All(reading.Offer.Modes.Values, mode => Assert.Equal(ReadMode.Complete, mode));
        Assert.Equal(
            [
                "OR3107", "OR3102 manifest.csv", "OR3141 orgs.csv 4", "OR3141 academicSessions.csv 8", "OR3154 academicSessions.csv 8", "OR3141 courses.csv 91",
                "OR3111 classes.csv", "OR3141 classes.csv 210", "OR3164 classes.csv 210", "OR3113 users.csv", "OR3141 users.csv 275",
                "OR3112 enrollments.csv", "OR3141 enrollments.csv 1883",
            ],
            reading.Told);
        Assert.All(reading.All<AcademicSession>(), session => Assert.Equal("2027", session.SchoolYear));
        Assert.Equal(239, reading.All<User>().Count(user => user.Roles.Single().Role == "student"));
        Assert.Equal(new DateOnly(2027, 8, 15), reading.All<AcademicSession>().First().EndDate);
    }

    [Theory]
    [InlineData("day1", 141, 924, 8, 56)]
    [InlineData("day2", 150, 945, 11, 77)]
    [InlineData("day3", 152, 945, 19, 126)]
    public async Task A_day_of_the_growing_district_marks_those_who_left_and_keeps_the_rest(string day, int users, int enrollments, int usersLeft, int enrollmentsLeft)
    {
        var set = Path.Combine("bergerb-generated-1.1-3days", day);
        var reading = await SomePackage.ReadAsync(SomePackage.At(Folder(set)));

        AssertCounts(set, reading, 4, 8, 91, 140, users, enrollments);
        Assert.Equal(usersLeft, Lines(set, "users.csv").Count(line => line.Contains("\"tobedeleted\"", StringComparison.Ordinal)));
        Assert.Equal(enrollmentsLeft, Lines(set, "enrollments.csv").Count(line => line.Contains("\"tobedeleted\"", StringComparison.Ordinal)));
        Assert.Equal(usersLeft, reading.All<User>().Count(user => user.ToBeDeleted));
        Assert.Equal(enrollmentsLeft, reading.All<Enrollment>().Count(enrollment => enrollment.ToBeDeleted));
        string[] expected =
        [
            "OR3102 manifest.csv", "OR3141 orgs.csv 4", "OR3141 academicSessions.csv 8", "OR3154 academicSessions.csv 8", "OR3141 courses.csv 91",
            "OR3111 classes.csv", "OR3141 classes.csv 140", "OR3164 classes.csv 140", "OR3113 users.csv", $"OR3141 users.csv {users - usersLeft}",
            $"OR3142 users.csv {usersLeft}",
            "OR3112 enrollments.csv", $"OR3141 enrollments.csv {enrollments - enrollmentsLeft}",
            $"OR3142 enrollments.csv {enrollmentsLeft}",
        ];
        Assert.Equal(expected, reading.Told);
    }

    [Fact]
    public async Task From_day_to_day_nobody_vanishes_and_who_left_is_marked_only_then()
    {
        var days = new List<Dictionary<string, bool>>();
        foreach (var day in new[] { "day1", "day2", "day3" })
        {
            var reading = await SomePackage.ReadAsync(SomePackage.At(Folder(Path.Combine("bergerb-generated-1.1-3days", day))));
            days.Add(reading.All<User>().ToDictionary(user => user.SourcedId.Value, user => user.ToBeDeleted));
        }

        Assert.Empty(days[0].Keys.Except(days[1].Keys));
        Assert.Empty(days[1].Keys.Except(days[2].Keys));
        Assert.All(days[1].Where(user => user.Value), user => Assert.True(days[2][user.Key]));
    }

    [Theory]
    [InlineData("longsight-mit-1.2-full-bulk", ReadMode.Complete, "OR3107")]
    [InlineData("longsight-mit-1.2-full-delta", ReadMode.Changes, "OR3107, OR3174 roles.csv")]
    public async Task A_sound_1_2_package_is_read_with_hardly_a_word(string set, ReadMode mode, string told)
    {
        var reading = await SomePackage.ReadAsync(SomePackage.At(Folder(set)));

        AssertCounts(set, reading, 2, 2, 1, 1, 2, 1);
        Assert.Equal("1.2", reading.Offer!.Version);
        Assert.All(reading.Offer.Modes.Values, each => Assert.Equal(mode, each));
        Assert.Equal(told, string.Join(", ", reading.Told));
        Assert.All(reading.All<User>(), user => Assert.Equal(
            new UserRole("teacher", new SourcedId("org-1"), true, new DateOnly(2024, 8, 1), null), Assert.Single(user.Roles)));
        Assert.Equal(mode == ReadMode.Complete ? null : new DateTimeOffset(2025, 1, 2, 3, 4, 5, 6, TimeSpan.Zero), reading.All<Class>().Single().DateLastModified);
    }

    [Fact]
    public async Task Files_for_School_Data_Sync_are_named_as_what_they_are_and_refused()
    {
        var reading = await SomePackage.ReadAsync(SomePackage.At(Folder("microsoft-sds-v2.1")));

        Assert.Same(CsvFaults.SchoolDataSync, reading.Fault?.Kind);
        Assert.Equal("OR3020", reading.Fault!.Kind.Code);
        Assert.Contains("School Data Sync", reading.Fault.Kind.Sentence, StringComparison.Ordinal);
    }

    // A page's bytes are those of the file, so their sum is its length.
    private static void AssertCounts(string set, Reading reading, params int[] counts)
    {
        Assert.Null(reading.Fault);
        foreach (var ((collection, file), count) in Files.Zip(counts))
        {
            Assert.Equal(count, Lines(set, file).Count());
            Assert.Equal(count, reading.Records.Count(record => record.Collection == collection));
            var roles = Path.Combine(Folder(set), "roles.csv");
            Assert.Equal(
                new FileInfo(Path.Combine(Folder(set), file)).Length + (collection == RosterCollection.Users && File.Exists(roles) ? new FileInfo(roles).Length : 0),
                reading.Pages.Where(page => page.Collection == collection).Sum(page => page.Page.Bytes));
        }
    }

    private static IEnumerable<string> Lines(string set, string file) => File.ReadLines(Path.Combine(Folder(set), file)).Where(line => line.Length > 0).Skip(1);

    private static string Folder(string set) => Path.Combine(RepositoryFiles.Root, "tests", "OneRoster", "Data", set);
}
