using Integration.Lti.Launch;

namespace Integration.Lti.Services;

/// <summary>Parses the roles of one course member, by the same rules as those of a launch; bare context role words are among them.</summary>
internal interface IRoleParser
{
    /// <summary>What the roles amount to; unknown ones count for nothing.</summary>
    LtiRoles Parse(IReadOnlyList<string> roles);
}
