using Integration.Lti.Services;

namespace Integration.Lti.Quirks;

/// <summary>Moodle (mod_lti); everything here was seen on a Moodle 4.5 on 2026-11-23.</summary>
internal sealed class Moodle : ProductQuirks
{
    // “ and ” as UTF-8, then the same bytes read as Latin-1, which is how HttpClient hands header values over.
    private static readonly string[] TypographicQuotes = ["\u201c", "\u201d", "\u00e2\u0080\u009c", "\u00e2\u0080\u009d"];

    public override string Name => "moodle";

    // The hint is tied to one page of the person's Moodle session.
    // https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/lti/auth.php (2026-11-23)
    public override bool HintsWorkOnce => true;

    // Pages of line items come with typographic quotes around the relation and with "&amp;" in the address.
    // https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/lti/service/gradebookservices/classes/local/resources/lineitems.php (2026-11-23)
    public override string StraightenLink(string header)
        => TypographicQuotes.Aggregate(header, (text, quote) => text.Replace(quote, "\"", StringComparison.Ordinal)).Replace("&amp;", "&", StringComparison.Ordinal);

    // One 400 for everything that is wrong with a score; in practice the person can't be graded in the course.
    // https://github.com/moodle/moodle/blob/MOODLE_405_STABLE/mod/lti/service/gradebookservices/classes/local/resources/scores.php (2026-11-23)
    public override FaultKind? FaultOf(ServiceAnswer answer, ServiceRequest request)
        => request.IsScore && (int)answer.Status == 400 && answer.Says("Incorrect score received") ? ServiceFaults.NotAStudent : null;
}
