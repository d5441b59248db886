using System.IO.Compression;
using System.Text;
using Integration.OneRoster.Csv;
using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>What is not read at all, and by which number it is refused.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string> Refused => new(All.Select(one => (one.Key, one.Value.Code)));

    private static Dictionary<string, (string Code, Func<byte[]> Make)> All { get; } = new(StringComparer.Ordinal)
    {
        ["nothing"] = ("OR3002", () => []),
        ["text"] = ("OR3002", () => Encoding.UTF8.GetBytes("sourcedId,status\n")),
        ["half a zip"] = ("OR3002", () => SomePackage.Bulk11().Zip()[..^400]),
        ["password"] = ("OR3003", () => Flagged(SomePackage.Bulk11().Zip())),
        ["flipped bit"] = ("OR3004", () => Flip(SomePackage.Bulk11().Zip(CompressionLevel.NoCompression), "Lark School")),
        ["wrong length"] = ("OR3004", () => Shorten(SomePackage.Bulk11().Zip())),
        ["out of the package"] = ("OR3008", () => SomePackage.Bulk11().With("../../orgs.csv", "x").Zip()),
        ["absolute"] = ("OR3008", () => SomePackage.Bulk11().With("/etc/users.csv", "x").Zip()),
        ["drive"] = ("OR3008", () => SomePackage.Bulk11().With("c:users.csv", "x").Zip()),
        ["backslash"] = ("OR3008", () => SomePackage.Bulk11().With("export\\users.csv", "x").Zip()),
        ["same name in other letters"] = ("OR3009", () => SomePackage.Bulk11().With("USERS.csv", "x").Zip()),
        ["two exports"] = ("OR3009", () => SomePackage.Bulk11().Rename(name => name[0] < 'd' ? "a/" + name : "b/" + name).Zip()),
        ["link"] = ("OR3010", () => Linked("orgs.csv")),
        ["zip in a zip"] = ("OR3011", () => SomePackage.Of().With("export.zip", SomePackage.Bulk11().Zip()).Zip()),
        ["School Data Sync by its files"] = ("OR3020", () => SomePackage.Bulk11().Without("manifest.csv").With("userFlags.csv", "userSourcedId,flag\n").Zip()),
        ["School Data Sync by its columns"] = ("OR3020", () => SomePackage.Bulk11().Without("manifest.csv").With("classes.csv", "sourcedId,orgSourcedId,title,sessionSourcedIds,courseSourcedId\n").Zip()),
        ["School Data Sync, version 1"] = ("OR3020", () => SomePackage.Of(("School.csv", "SIS ID,Name\n"), ("Section.csv", "SIS ID\n"), ("Student.csv", "SIS ID\n")).Zip()),
        ["Clever"] = ("OR3021", () => SomePackage.Of(("schools.csv", "School_id\n"), ("students.csv", "School_id\n"), ("sections.csv", "School_id\n"), ("enrollments.csv", "School_id\n")).Zip()),
        ["holiday pictures"] = ("OR3022", () => SomePackage.Of(("beach.jpg", "x")).Zip()),
        ["too deep"] = ("OR3022", () => SomePackage.Bulk11().Rename(name => "a/b/" + name).Zip()),
        ["version 2"] = ("OR3023", () => SomePackage.Bulk11().Edit("manifest.csv", text => text.Replace("version,1.1", "version,2.0", StringComparison.Ordinal)).Zip()),
        ["announced and not there"] = ("OR3024", () => SomePackage.Bulk11().Without("courses.csv").Zip()),
        ["users lost"] = ("OR3024", () => SomePackage.Bulk11().Without("manifest.csv").Without("users.csv").Zip()),
        ["1.2 without roles"] = ("OR3024", () => SomePackage.Bulk12().Without("roles.csv").Edit("manifest.csv", text => text.Replace("file.roles,bulk\n", "", StringComparison.Ordinal)).Zip()),
        ["a column lost"] = ("OR3025", () => SomePackage.Bulk11().Edit("enrollments.csv", text => text.Replace("userSourcedId", "person", StringComparison.Ordinal)).Zip()),
        ["no header"] = ("OR3025", () => SomePackage.Bulk11().Edit("orgs.csv", text => text[(text.IndexOf('\n') + 1)..]).Zip()),
        ["empty file"] = ("OR3025", () => SomePackage.Bulk11().With("orgs.csv", "").Zip()),
        ["all absent"] = ("OR3026", () => SomePackage.Of(("manifest.csv", "propertyName,value\noneroster.version,1.1\nfile.orgs,absent\n")).Zip()),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_sound_package_is_refused_by_its_number(string package, string code)
    {
        var reading = await SomePackage.ReadAsync(SomePackage.Open(All[package].Make()));

        Assert.Equal(code, reading.Fault?.Kind.Code);
        Assert.False(reading.Fault!.Kind.Temporary);
    }

    [Fact]
    public async Task A_missing_column_is_named_with_its_file_and_nothing_else()
    {
        var reading = await SomePackage.Bulk11().Edit("users.csv", text => text.Replace("familyName", "surname", StringComparison.Ordinal)).ReadAsync();

        Assert.Equal("users.csv: familyName", reading.Fault!.Detail);
    }

    [Fact]
    public async Task Nothing_at_the_path_is_a_fault_and_a_folder_is_as_good_as_a_zip()
    {
        var folder = Directory.CreateTempSubdirectory("package-");
        var nothing = await SomePackage.ReadAsync(SomePackage.At(Path.Combine(folder.FullName, "no.zip")));
        Write(folder.FullName, SomePackage.Bulk12());
        var something = await SomePackage.ReadAsync(SomePackage.At(folder.FullName));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "all.zip"), SomePackage.Bulk12().Zip());
        var zip = await SomePackage.ReadAsync(SomePackage.At(Path.Combine(folder.FullName, "all.zip")));
        folder.Delete(recursive: true);

        Assert.Equal("OR3001", nothing.Fault?.Kind.Code);
        Assert.Equal(SomeText(zip), SomeText(something));
    }

    [Fact]
    public async Task A_link_in_a_folder_is_not_followed()
    {
        var folder = Directory.CreateTempSubdirectory("package-");
        Write(folder.FullName, SomePackage.Bulk11().Without("users.csv"));
        var outside = Path.GetTempFileName();
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "users.csv"), outside);
        var reading = await SomePackage.ReadAsync(SomePackage.At(folder.FullName));
        folder.Delete(recursive: true);
        File.Delete(outside);

        Assert.Same(CsvFaults.LinkedFile, reading.Fault?.Kind);
    }

    [Fact]
    public async Task A_file_that_unpacks_to_too_much_is_given_up_while_it_is_read()
    {
        var bomb = SomePackage.Bulk11().Edit("orgs.csv", text => text + new string('\n', 3_000_000)).Zip(CompressionLevel.SmallestSize);

        async Task<string?> Refusal(CsvLimits limits) => (await SomePackage.ReadAsync(SomePackage.Open(bomb, limits))).Fault?.Kind.Code;

        Assert.Null(await Refusal(new CsvLimits()));
        Assert.Equal("OR3006", await Refusal(new CsvLimits { RatioFrom = 1 << 20 }));
        Assert.Equal("OR3005", await Refusal(new CsvLimits { EntryBytes = 1 << 20 }));
        Assert.Equal("OR3005", await Refusal(new CsvLimits { TotalBytes = 1 << 20 }));
    }

    [Fact]
    public async Task More_entries_or_roles_than_allowed_are_refused()
    {
        var entries = await SomePackage.Bulk11().ReadAsync(new CsvLimits { Entries = 6 });
        var enough = await SomePackage.Bulk11().ReadAsync(new CsvLimits { Entries = 7 });
        var roles = await SomePackage.Bulk12().ReadAsync(new CsvLimits { Roles = 1 });
        var orgs = await SomePackage.Bulk12().Edit("roles.csv", text => text + "r3,,,u2,secondary,student,,,o2,\n").ReadAsync(new CsvLimits { RoleOrgs = 1 });

        Assert.Equal("OR3007", entries.Fault?.Kind.Code);
        Assert.Null(enough.Fault);
        Assert.Equal("OR3028", roles.Fault?.Kind.Code);
        Assert.Same(CsvFaults.TooManyRoles, orgs.Fault?.Kind);
    }

    [Fact]
    public async Task A_position_in_another_package_is_refused()
    {
        await using var first = SomePackage.Bulk11().Open();
        var page = await First(first, null);
        await using var second = SomePackage.Bulk11().Edit("orgs.csv", text => text.Replace("Lark", "Wren", StringComparison.Ordinal)).Open();
        var elsewhere = await First(second, page.Value!.Position);

        Assert.Equal("OR3027", elsewhere.Fault?.Kind.Code);

        static async Task<Integration.OneRoster.OneRosterResult<RosterPage>> First(IRosterReader reader, string? position) =>
            await reader.ReadAsync(RosterCollection.Orgs, null, position, default).FirstAsync();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_stream_is_let_go_with_its_reader_unless_it_is_to_stay(bool leaveOpen, bool isOpened)
    {
        var stream = new MemoryStream(SomePackage.Bulk11().Zip());
        await using (var reader = CsvRoster.In(stream, TimeProvider.System, leaveOpen: leaveOpen))
        {
            _ = isOpened ? await reader.OpenAsync(null, default) : default;
        }

        Assert.Equal(leaveOpen, stream.CanRead);
    }

    private static string SomeText(Reading reading) => string.Join('\n', reading.Records.Select(record => $"{record.Collection} {record.SourcedId} {record.ToBeDeleted}"));

    private static void Write(string folder, SomePackage package)
    {
        foreach (var (name, bytes) in package.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    // The flag of encryption, in both headers of every entry.
    private static byte[] Flagged(byte[] zip)
    {
        for (var at = 0; at < zip.Length - 10; at++)
        {
            if (zip.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
            {
                zip[at + 8] |= 1;
            }
            else if (zip.AsSpan(at).StartsWith("PK\u0003\u0004"u8))
            {
                zip[at + 6] |= 1;
            }
        }

        return zip;
    }

    private static byte[] Flip(byte[] zip, string text)
    {
        zip[zip.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text))] ^= 1;
        return zip;
    }

    private static byte[] Shorten(byte[] zip)
    {
        for (var at = 0; at < zip.Length - 30; at++)
        {
            if (zip.AsSpan(at).StartsWith("PK\u0001\u0002"u8))
            {
                zip[at + 24]++;
            }
        }

        return zip;
    }

    private static byte[] Linked(string name)
    {
        using var stream = new MemoryStream();
        stream.Write(SomePackage.Bulk11().Zip());
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)!.ExternalAttributes = 0xA1FF << 16;
        }

        return stream.ToArray();
    }
}
