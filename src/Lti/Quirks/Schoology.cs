using Integration.Lti.Services;

namespace Integration.Lti.Quirks;

/// <summary>Schoology (PowerSchool).</summary>
internal sealed class Schoology : ProductQuirks
{
    public override string Name => "schoology";

    // https://developers.schoology.com/app-platform/lti-apps (read 2026-11): apps are made by hand in the App Publisher.
    public override bool RegistersItself => false;

    // One issuer for every school; an older spelling is still about.
    // https://developers.schoology.com/app-platform/lti-apps (read 2026-11)
    protected override IReadOnlyList<string> Issuers => ["https://schoology.schoology.com", "https://www.schoology.com"];

    // A score that waits for a person is reported to show as graded with nothing; only final ones are sent.
    // https://ltiaas.com/guides/lms/schoology (read 2026-11)
    public override bool Takes(Score score) => score.GradingProgress == GradingProgress.FullyGraded;
}
