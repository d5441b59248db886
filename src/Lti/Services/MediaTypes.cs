namespace Integration.Lti.Services;

/// <summary>Media types as some platforms compare them: to the letter, without parameters.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string LineItem = "application/vnd.ims.lis.v2.lineitem+json";
    public const string LineItems = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    public const string Results = "application/vnd.ims.lis.v2.resultcontainer+json";
    public const string Score = "application/vnd.ims.lis.v1.score+json";
    public const string Members = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
}
