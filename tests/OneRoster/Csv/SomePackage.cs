using System.IO.Compression;
using System.Text;
using Integration.OneRoster;
using Integration.OneRoster.Csv;
using Integration.OneRoster.Rostering;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>Small sound packages to build variations of, and readers of what comes out.</summary>
internal sealed class SomePackage
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 9, 14, 2, 0, 0, TimeSpan.Zero));

    private SomePackage(IEnumerable<KeyValuePair<string, byte[]>> files) => Files = new Dictionary<string, byte[]>(files, StringComparer.Ordinal);

    public Dictionary<string, byte[]> Files { get; }

    /// <summary>One school, one class, one teacher and one student, as 1.1.</summary>
    public static SomePackage Bulk11() => Of(
        ("manifest.csv", "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.academicSessions,bulk\nfile.orgs,bulk\nfile.courses,bulk\nfile.classes,bulk\nfile.users,bulk\nfile.enrollments,bulk\n"),
        ("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\no1,,,Lark School,school,,\n"),
        ("academicSessions.csv", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\nt1,,,Fall,term,2026-08-16,2026-12-20,,2027\n"),
        ("courses.csv", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\nk1,,,,Science 7,SC7,07,o1,Science,\n"),
        ("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\nc1,,,Science 7A,07,k1,7A,scheduled,Room 4,o1,t1,Science,,1\n"),
        ("users.csv", "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
            + "u1,,,true,o1,teacher,tina,,Tina,Tern,,,,,,,,\nu2,,,true,o1,student,sol,{sis:77},Sol,Swift,,9001,sol@example.org,,,,07,\n"),
        ("enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\ne1,,,c1,o1,u1,teacher,true,,\ne2,,,c1,o1,u2,student,false,2026-08-16,2026-12-20\n"));

    /// <summary>The same people as 1.2, with their roles in a file of their own.</summary>
    public static SomePackage Bulk12() => Bulk11()
        .Edit("manifest.csv", text => text.Replace("1.1", "1.2", StringComparison.Ordinal) + "file.roles,bulk\n")
        .With("users.csv", "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
            + "u1,,,true,tina,,Tina,Tern,,,,,,,,,,,,,o1,\nu2,,,true,sol,,Sol,Swift,,,,,,,07,,,,,,o1,\n")
        .With("roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\nr2,,,u2,primary,student,,,o1,\nr1,,,u1,primary,teacher,2026-08-01,,o1,\n");

    public static SomePackage Of(params (string Name, string Text)[] files) =>
        new(files.Select(file => KeyValuePair.Create(file.Name, Encoding.UTF8.GetBytes(file.Text))));

    public SomePackage With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public SomePackage With(string name, byte[] bytes) => new(Files) { Files = { [name] = bytes } };

    public SomePackage Without(string name) => new(Files.Where(file => file.Key != name));

    public SomePackage Edit(string name, Func<string, string> change) => With(name, change(Encoding.UTF8.GetString(Files[name])));

    public SomePackage Rename(Func<string, string> change) => new(Files.Select(file => KeyValuePair.Create(change(file.Key), file.Value)));

    public byte[] Zip(CompressionLevel level = CompressionLevel.Fastest)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in Files)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    public IRosterReader Open(CsvLimits? limits = null) => Open(Zip(), limits);

    public static IRosterReader Open(byte[] zip, CsvLimits? limits = null) => CsvRoster.In(new MemoryStream(zip), Clock, limits);

    public static IRosterReader At(string path) => CsvRoster.At(path, Clock);

    /// <summary>Everything a reader has to say.</summary>
    public static async Task<Reading> ReadAsync(IRosterReader reader)
    {
        await using (reader)
        {
            var opened = await reader.OpenAsync(null, default);
            if (!opened.TryGetValue(out var offer, out var fault))
            {
                return new Reading(null, [], [], [], fault);
            }

            var pages = new List<(RosterCollection Collection, RosterPage Page)>();
            foreach (var collection in Enum.GetValues<RosterCollection>())
            {
                await foreach (var result in reader.ReadAsync(collection, null, null, default))
                {
                    if (!result.TryGetValue(out var page, out fault))
                    {
                        return new Reading(offer, pages, Records(pages), Warnings(offer, pages), fault);
                    }

                    pages.Add((collection, page));
                }
            }

            return new Reading(offer, pages, Records(pages), Warnings(offer, pages), null);
        }
    }

    public Task<Reading> ReadAsync(CsvLimits? limits = null) => ReadAsync(Open(limits));

    private static List<RosterRecord> Records(List<(RosterCollection, RosterPage Page)> pages) => [.. pages.SelectMany(page => page.Page.Records)];

    private static List<RosterWarning> Warnings(RosterOffer offer, List<(RosterCollection, RosterPage Page)> pages) =>
        [.. offer.Warnings, .. pages.SelectMany(page => page.Page.Warnings)];
}

/// <summary>What came out of a package.</summary>
internal sealed record Reading(
    RosterOffer? Offer, IReadOnlyList<(RosterCollection Collection, RosterPage Page)> Pages, IReadOnlyList<RosterRecord> Records, IReadOnlyList<RosterWarning> Warnings, OneRosterFault? Fault)
{
    public IEnumerable<T> All<T>() where T : RosterRecord => Records.OfType<T>();

    /// <summary>Codes with the file they are about and, for what repeats, the number of rows.</summary>
    public IEnumerable<string> Told => Warnings.Select(warning => string.Join(' ', new[]
    {
        warning.Code, warning.File, warning.Sentence.LastIndexOf("Rows: ", StringComparison.Ordinal) is >= 0 and var at ? warning.Sentence[(at + 6)..].TrimEnd('.') : null,
    }.Where(part => part is not null)));
}
