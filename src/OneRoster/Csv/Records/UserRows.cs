using Integration.OneRoster.Csv.Rows;
using Integration.OneRoster.Rostering;

namespace Integration.OneRoster.Csv.Records;

/// <summary>Rows of users.csv. Password, telephone numbers and agents are never looked at.</summary>
/// <param name="cells">The row.</param>
/// <param name="roles">The people's roles where they stand in a file of their own, as in 1.2; null where they stand in the row, or nowhere.</param>
internal sealed class UserRows(Cells cells, RoleIndex? roles) : RecordRows(cells)
{
    private readonly Column enabledUser = cells["enabledUser"];
    private readonly Column username = cells["username"];
    private readonly Column userIds = cells["userIds"];
    private readonly Column givenName = cells["givenName"];
    private readonly Column familyName = cells["familyName"];
    private readonly Column middleName = cells["middleName"];
    private readonly Column preferredGivenName = cells["preferredGivenName"];
    private readonly Column preferredFamilyName = cells["preferredFamilyName"];
    private readonly Column identifier = cells["identifier"];
    private readonly Column userMasterIdentifier = cells["userMasterIdentifier"];
    private readonly Column email = cells["email"];
    private readonly Column grades = cells["grades"];
    private readonly Column role = cells["role"];
    private readonly Column orgs = cells["orgSourcedIds"];
    private readonly Column primaryOrg = cells["primaryOrgSourcedId"];

    protected override RosterRecord Read(SourcedId id, bool ended, DateTimeOffset? modified) => new User
    {
        SourcedId = id,
        ToBeDeleted = ended,
        DateLastModified = modified,
        EnabledUser = Cells.Flag(enabledUser) ?? true,
        Username = Cells.Text(username),
        UserIds = UserIds(),
        GivenName = Cells.Demanded(givenName, ended),
        FamilyName = Cells.Demanded(familyName, ended),
        MiddleName = Cells.Text(middleName),
        PreferredGivenName = Cells.Text(preferredGivenName),
        PreferredFamilyName = Cells.Text(preferredFamilyName),
        Identifier = Cells.Text(identifier),
        UserMasterIdentifier = Cells.Text(userMasterIdentifier),
        Email = Cells.Text(email),
        Grades = Cells.List(grades),
        Roles = roles is null ? OwnRoles(ended) : JoinedRoles(roles, id, ended),
        PrimaryOrg = Cells.Id(primaryOrg),
    };

    private IReadOnlyList<UserRole> OwnRoles(bool ended)
    {
        if (role.Index < 0 || (Cells.Word(role, RoleIndex.Words) ?? Cells.Demanded(role, ended)) is not { Length: > 0 } word)
        {
            return [];
        }

        var at = Cells.Ids(orgs);
        return at.Count == 0 ? [new UserRole(word, null, true, null, null)] : [.. at.Select((org, index) => new UserRole(word, org, index == 0, null, null))];
    }

    private IReadOnlyList<UserRole> JoinedRoles(RoleIndex joined, SourcedId id, bool ended)
    {
        var found = joined.Of(id);
        if (found.Count == 0 && joined.IsComplete && !ended)
        {
            Cells.Count(CsvWarnings.UsersWithoutRole);
        }

        return found;
    }

    /// <summary>The form is <c>{type:id},{type:id}</c>; the braces are often forgotten, a type sometimes.</summary>
    private IReadOnlyList<UserId> UserIds()
    {
        if (Cells.Text(userIds) is not { } text)
        {
            return [];
        }

        var ids = new List<UserId>();
        var isOdd = false;
        foreach (var part in text.Replace("},{", "\n", StringComparison.Ordinal).Replace("}, {", "\n", StringComparison.Ordinal).Split(text.Contains('{', StringComparison.Ordinal) ? '\n' : ','))
        {
            var pair = part.Trim().TrimStart('{').TrimEnd('}');
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && colon < pair.Length - 1)
            {
                ids.Add(new UserId(pair[..colon].Trim(), pair[(colon + 1)..].Trim()));
            }
            else
            {
                isOdd |= pair.Length > 0;
            }
        }

        if (isOdd)
        {
            Cells.Count(CsvWarnings.UserIdUnreadable, userIds.Name);
        }

        return ids;
    }
}
