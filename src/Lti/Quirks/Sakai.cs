namespace Integration.Lti.Quirks;

/// <summary>Sakai (Apereo): nothing is done otherwise, but it goes by another name.</summary>
internal sealed class Sakai : ProductQuirks
{
    public override string Name => "sakai";

    // https://github.com/sakaiproject/sakai/tree/master/lti/lti-blis (LTI13Servlet, read 2026-11)
    protected override IReadOnlyList<string> FamilyCodes => ["sakailms.org"];
}
