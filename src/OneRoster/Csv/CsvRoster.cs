using Integration.OneRoster.Csv.Packages;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv;

/// <summary>
/// Opens a <see href="https://www.imsglobal.org/oneroster-v11-final-csv-tables">OneRoster CSV</see> package, 1.1 or 1.2, as a reader. Nothing is touched until
/// <see cref="IRosterReader.OpenAsync"/>; what is wrong with the package is a fault then. Disposing the reader lets the package go.
/// </summary>
public static class CsvRoster
{
    /// <summary>A zip file, or a folder with the files in it.</summary>
    public static IRosterReader At(string path, TimeProvider clock, CsvLimits? limits = null) =>
        new CsvRosterReader(
            meter => Directory.Exists(path) ? FolderPackage.Open(path, meter) : ZipPackage.Open(path, meter), clock, limits ?? new CsvLimits());

    /// <summary>A zip in a stream that can be read and seeked. The stream belongs to the reader unless <paramref name="leaveOpen"/>.</summary>
    public static IRosterReader In(Stream zip, TimeProvider clock, CsvLimits? limits = null, bool leaveOpen = false) =>
        new CsvRosterReader(meter => ZipPackage.Open(zip, meter, leaveOpen), clock, limits ?? new CsvLimits(), leaveOpen ? null : zip);
}
