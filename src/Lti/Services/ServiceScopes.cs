namespace Integration.Lti.Services;

/// <summary>The scopes this tool may ask for.</summary>
public static class ServiceScopes
{
    /// <summary>Read and write line items.</summary>
    public const string LineItem = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";

    /// <summary>Read line items.</summary>
    public const string LineItemReadOnly = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";

    /// <summary>Read results.</summary>
    public const string ResultReadOnly = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";

    /// <summary>Post scores.</summary>
    public const string Score = "https://purl.imsglobal.org/spec/lti-ags/scope/score";

    /// <summary>Read the members of a course.</summary>
    public const string Memberships = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    /// <summary>Say where notices go.</summary>
    public const string NoticeHandlers = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    /// <summary>The last word of a scope, for lists that people read: <c>score</c>, <c>contextmembership.readonly</c>.</summary>
    public static string ShortName(string scope) => scope[(scope.LastIndexOf('/') + 1)..];
}
