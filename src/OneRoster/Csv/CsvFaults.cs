namespace Integration.OneRoster.Csv;

/// <summary>Why a package, or one file of it, is not read. Nothing was changed when one of these comes.</summary>
public static class CsvFaults
{
    /// <summary>No such file or folder.</summary>
    public static readonly OneRosterFaultKind NotThere = new("OR3001", "There is no file or folder at this path. Check the path and try again.");

    /// <summary>Something other than a zip.</summary>
    public static readonly OneRosterFaultKind NotAZip = new("OR3002", "This file is no zip archive, or is cut off. Send the zip as the student information system exported it.");

    /// <summary>A password is set.</summary>
    public static readonly OneRosterFaultKind Encrypted = new("OR3003", "The zip is protected by a password, which OneRoster does not allow. Export it again without one.");

    /// <summary>Checksum, length or compression do not hold.</summary>
    public static readonly OneRosterFaultKind Damaged = new("OR3004", "A file in the zip is damaged: what it unpacks to is not what was packed. Export or send it again.");

    /// <summary>More bytes than <see cref="CsvLimits"/> allows.</summary>
    public static readonly OneRosterFaultKind TooLarge = new("OR3005", "The package unpacks to more than this tool reads. If it is a real export, ask for higher limits.");

    /// <summary>Compressed beyond what rosters are.</summary>
    public static readonly OneRosterFaultKind TooDense = new("OR3006", "A file in the zip unpacks to far more than rosters do, as files made to harm do. It was not read on.");

    /// <summary>More files than <see cref="CsvLimits.Entries"/>.</summary>
    public static readonly OneRosterFaultKind TooManyEntries = new("OR3007", "The package holds far more files than a OneRoster export has. Pack only the export.");

    /// <summary>A name that points out of the package.</summary>
    public static readonly OneRosterFaultKind UnsafeName = new(
        "OR3008", "A file name in the zip is absolute, leads out of the package or has a backslash in it. Pack the files anew, without folders.");

    /// <summary>Two files under one name, so that nobody can say which counts.</summary>
    public static readonly OneRosterFaultKind NameTwice = new("OR3009", "Two files of the package have the same name, or two folders of it hold an export. Leave one of them.");

    /// <summary>A link in place of a file.</summary>
    public static readonly OneRosterFaultKind LinkedFile = new("OR3010", "A file of the package is a symbolic link, which is never followed. Put the file itself there.");

    /// <summary>A zip that holds nothing but zips.</summary>
    public static readonly OneRosterFaultKind ZipInZip = new("OR3011", "The zip holds another zip instead of CSV files. Unpack the outer one and send the inner one.");

    /// <summary>Microsoft School Data Sync, whose files have OneRoster's names.</summary>
    public static readonly OneRosterFaultKind SchoolDataSync = new(
        "OR3020", "These are files for Microsoft School Data Sync. They look like OneRoster but leave out what a roster needs (ids and schools of enrollments). Choose the OneRoster 1.1 or 1.2 CSV export.");

    /// <summary>Clever's own CSV format.</summary>
    public static readonly OneRosterFaultKind Clever = new(
        "OR3021", "These are files for Clever (students, teachers, sections). Choose the OneRoster 1.1 or 1.2 CSV export of the student information system.");

    /// <summary>None of OneRoster's files.</summary>
    public static readonly OneRosterFaultKind NotOneRoster = new("OR3022", "There is no OneRoster file in here: expected are orgs.csv, users.csv, classes.csv, enrollments.csv and a manifest.csv.");

    /// <summary>A version this tool does not know.</summary>
    public static readonly OneRosterFaultKind UnknownVersion = new("OR3023", "manifest.csv names a version of OneRoster that this tool does not read. Export version 1.1 or 1.2.");

    /// <summary>A file that must be there is not.</summary>
    public static readonly OneRosterFaultKind MissingFile = new("OR3024", "A file is missing that the manifest announces, or that no roster can do without. Export the package again.");

    /// <summary>A column that must be there is not.</summary>
    public static readonly OneRosterFaultKind MissingColumn = new("OR3025", "A file lacks a column, under its own name and under every spelling that is known. Its first row must hold the column names.");

    /// <summary>A manifest that says absent to everything.</summary>
    public static readonly OneRosterFaultKind NothingToRead = new("OR3026", "manifest.csv says that every file of the roster is absent, so there is nothing to read.");

    /// <summary>A position from another package.</summary>
    public static readonly OneRosterFaultKind PackageChanged = new("OR3027", "The file is not the one this run began with. Start the run again.");

    /// <summary>More roles than <see cref="CsvLimits.Roles"/> or <see cref="CsvLimits.RoleOrgs"/>.</summary>
    public static readonly OneRosterFaultKind TooManyRoles = new("OR3028", "roles.csv has more rows, or names more orgs, than this tool keeps in memory. Split the export by school.");
}
