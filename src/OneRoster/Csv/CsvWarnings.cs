namespace Integration.OneRoster.Csv;

/// <summary>Every deviation that is read all the same: OR310x the package, OR311x headers, OR312x text, OR313x rows that were left out, OR314x marks, OR315x dates, OR316x values, OR317x roles.</summary>
internal static class CsvWarnings
{
    public static readonly CsvWarningKind NoManifest = new("OR3101", "There is no manifest.csv. The files that are there are read, each as everything there is.");
    public static readonly CsvWarningKind ManifestHeaderAgain = new("OR3102", "The header of manifest.csv stands there twice; the second was left out.");
    public static readonly CsvWarningKind ManifestValue = new("OR3103", "The manifest says neither absent, bulk nor delta for {0}. It is read as changes, so that nothing ends by what is missing.");
    public static readonly CsvWarningKind FileThoughAbsent = new("OR3104", "The manifest calls {0} absent, but it is there. It was not read.");
    public static readonly CsvWarningKind InAFolder = new("OR3105", "The files lie in a folder inside the package; they belong at its top.");
    public static readonly CsvWarningKind FileNameCase = new("OR3106", "The file should be named {0}, in just these letters.");
    public static readonly CsvWarningKind OtherEntries = new("OR3107", "The package holds entries that are no part of OneRoster; they were not opened. Entries: {0}.");
    public static readonly CsvWarningKind VersionAssumed = new("OR3108", "The package does not say which version of OneRoster it is, or says an older one. It is read as {0}.");
    public static readonly CsvWarningKind FileNotThere = new("OR3109", "{0} is not part of the package. What is stored of it stays as it is.");

    public static readonly CsvWarningKind ColumnSpelling = new("OR3111", "A column is spelled otherwise than the specification does; it was read as {0}.");
    public static readonly CsvWarningKind ColumnsUnknown = new("OR3112", "Columns that the specification does not have were left out: {0}.");
    public static readonly CsvWarningKind ColumnOrder = new("OR3113", "The columns stand in another order than the specified one; they were read by name.");
    public static readonly CsvWarningKind ColumnsUnnamed = new("OR3114", "Columns without a name were left out. Columns: {0}.");
    public static readonly CsvWarningKind ColumnsMissing = new("OR3115", "Columns are missing and were read as empty: {0}.");
    public static readonly CsvWarningKind ColumnTwice = new("OR3116", "The column {0} stands there twice; the first was read.");

    public static readonly CsvWarningKind NotUtf8 = new("OR3121", "The file is not in UTF-8; it was read as Windows-1252.");
    public static readonly CsvWarningKind DamagedCharacters = new("OR3122", "Characters of this UTF-8 file are damaged and were replaced. Characters: {0}.");
    public static readonly CsvWarningKind Utf16 = new("OR3123", "The file is in UTF-16 and should be in UTF-8.");

    public static readonly CsvWarningKind RowShort = new("OR3131", "The row has fewer fields than the header and was left out.") { MayHideRecords = true };
    public static readonly CsvWarningKind RowLong = new("OR3132", "The row has more fields than the header, as with a comma outside quotes, and was left out.") { MayHideRecords = true };
    public static readonly CsvWarningKind RowBroken = new("OR3133", "The quotes of this row do not match, or it never ends. It was left out.") { MayHideRecords = true };
    public static readonly CsvWarningKind RowWithoutId = new("OR3134", "The row lacks the {0} that it must have, or it is longer than 255 characters; the row was left out.") { MayHideRecords = true };
    public static readonly CsvWarningKind HeaderAgain = new("OR3135", "The header stands there again among the rows; it was left out.");
    public static readonly CsvWarningKind RowsAlsoLeftOut = new("OR3136", "More rows were left out for such reasons than are listed.{0}") { MayHideRecords = true };
    public static readonly CsvWarningKind RowTrailingEmpty = new("OR3137", "Rows have empty fields beyond the last column.{0}");

    public static readonly CsvWarningKind BulkMarked = new("OR3141", "Rows of a bulk file carry status or dateLastModified, which should be empty there. They were read.{0}");
    public static readonly CsvWarningKind BulkToBeDeleted = new("OR3142", "Rows of a bulk file are marked to be deleted; they were read as ended.{0}");
    public static readonly CsvWarningKind DeltaUnmarked = new("OR3143", "Rows of a delta file lack status or dateLastModified; without status they were read as active.{0}");
    public static readonly CsvWarningKind StatusInactive = new("OR3144", "Rows have the status inactive of older versions; they were read as ended.{0}");
    public static readonly CsvWarningKind StatusUnknown = new("OR3145", "Rows have a status that is neither active nor tobedeleted; they were read as active.{0}");

    public static readonly CsvWarningKind DatesReadAs = new("OR3151", "Dates are not written YYYY-MM-DD; the file shows that they are written {0}.");
    public static readonly CsvWarningKind DatesEitherWay = new("OR3152", "Dates are not written YYYY-MM-DD, and the file does not show plainly whether day or month stands first; in doubt they were read as {0}.");
    public static readonly CsvWarningKind DateUnreadable = new("OR3153", "Values of {0} are no date that can be read; they were taken as empty.");
    public static readonly CsvWarningKind SchoolYearIsStart = new("OR3154", "schoolYear names the year in which the school year begins; one was added.{0}");
    public static readonly CsvWarningKind SchoolYearUnreadable = new("OR3155", "schoolYear is not a year; it was taken as empty.{0}");

    public static readonly CsvWarningKind WordCase = new("OR3161", "Words of {0} differ from the specified ones in capital letters.");
    public static readonly CsvWarningKind WordUnknown = new("OR3162", "Words of {0} are not among the specified ones; they were kept.");
    public static readonly CsvWarningKind FlagUnreadable = new("OR3163", "Values of {0} are neither true nor false; they were taken as not said.");
    public static readonly CsvWarningKind ValueMissing = new("OR3164", "Rows have no {0}, which the specification demands. They were read.");
    public static readonly CsvWarningKind UserIdUnreadable = new("OR3165", "Values of {0} are not of the form {{type:id}}; they were left out.");

    public static readonly CsvWarningKind RolesWithoutUser = new("OR3171", "Rows of roles.csv belong to people who are not in users.csv. They have no effect.{0}");
    public static readonly CsvWarningKind UsersWithoutRole = new("OR3172", "People have no row in roles.csv; they were read without a role.{0}");
    public static readonly CsvWarningKind RolesInUsers = new("OR3173", "The package is of version 1.2, but roles stand in users.csv as in 1.1. They were read from there.");
    public static readonly CsvWarningKind RolesAreChanges = new("OR3174", "roles.csv holds changes only, so that people's other roles can't be told from it. The next bulk package sets them right.");
}
