namespace Integration.OneRoster.Csv.Rows;

/// <summary>Lets only rows through whose fields can be told apart, and says of the others why not.</summary>
internal static class RowGate
{
    /// <summary>Goes to the next row that can be read; false after the last.</summary>
    public static async ValueTask<bool> NextAsync(RowReader reader, Survey survey, WarningTally tally, CancellationToken ct)
    {
        while (await reader.ReadAsync(ct))
        {
            if (Passes(reader, survey, tally))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the current row has the fields that the header promises, and none beyond.</summary>
    public static bool Passes(RowReader reader, Survey survey, WarningTally tally)
    {
        var header = survey.Header;
        if (reader.IsBroken)
        {
            tally.LeftOut(CsvWarnings.RowBroken, reader.Line);
            return false;
        }

        if (reader.FieldCount < header.Count)
        {
            tally.LeftOut(CsvWarnings.RowShort, reader.Line, Id(reader, header));
            return false;
        }

        // Empty fields beyond the header are harmless where every row has them. In one row alone they are how a comma outside quotes shows when the last column is
        // empty, and then every value behind that comma stands in the wrong column.
        if (reader.FieldCount > survey.Width || HasValueBeyond(reader, header))
        {
            tally.LeftOut(CsvWarnings.RowLong, reader.Line, Id(reader, header));
            return false;
        }

        if (reader.FieldCount > header.Width)
        {
            tally.Count(CsvWarnings.RowTrailingEmpty, reader.Line);
        }

        if (reader.Field(header["sourcedId"].Index).Equals("sourcedId", StringComparison.OrdinalIgnoreCase))
        {
            tally.LeftOut(CsvWarnings.HeaderAgain, reader.Line);
            return false;
        }

        return true;
    }

    private static bool HasValueBeyond(RowReader reader, Header header)
    {
        for (var beyond = header.Count; beyond < reader.FieldCount; beyond++)
        {
            if (!reader.Field(beyond).IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }

    // In a row that is out of step only its first field is sure to be what the header says, and even that must look like an id.
    private static string? Id(RowReader reader, Header header)
    {
        var first = reader.Field(0).Trim();
        return header["sourcedId"].Index == 0 && first.Length is > 0 and <= 255 && !first.ContainsAny("@ \t,\r\n") ? first.ToString() : null;
    }
}
