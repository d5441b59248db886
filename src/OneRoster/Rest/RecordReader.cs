using Integration.OneRoster.Rostering;
using Newtonsoft.Json.Linq;

namespace Integration.OneRoster.Rest;

/// <summary>Makes the internal form out of one object of a collection, of either version: the shape decides, not the version of the connection.</summary>
internal sealed class RecordReader(RosterCollection collection, List<RosterWarning> warnings)
{
    private static readonly string[] Common = ["sourcedId", "status", "dateLastModified"];

    // Only these are kept when an object is read. What is not on the list (password, credentials, sms, phone, metadata, demographics) never leaves the tokenizer.
    private static readonly Dictionary<RosterCollection, HashSet<string>> Members = new()
    {
        [RosterCollection.Orgs] = [.. Common, "name", "type", "identifier", "parent"],
        [RosterCollection.AcademicSessions] = [.. Common, "title", "type", "startDate", "endDate", "parent", "schoolYear"],
        [RosterCollection.Courses] = [.. Common, "title", "courseCode", "schoolYear", "grades", "subjects", "org", "orgs"],
        [RosterCollection.Classes] = [.. Common, "title", "classCode", "classType", "location", "course", "school", "terms", "grades", "subjects", "periods"],
        [RosterCollection.Users] =
        [
            .. Common, "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "preferredFirstName", "preferredLastName",
            "preferredGivenName", "preferredFamilyName", "identifier", "userMasterIdentifier", "email", "grades", "roles", "role", "orgs", "primaryOrg",
        ],
        [RosterCollection.Enrollments] = [.. Common, "user", "class", "school", "role", "primary", "beginDate", "endDate"],
    };

    // Of a record that has ended nothing but its id is due: whom it ends is known by that id.
    private bool _ended;

    /// <summary>True when this member of an object is worth reading.</summary>
    public static bool Wants(RosterCollection collection, string member) => Members[collection].Contains(member);

    /// <summary>The record; null, with a warning, when it says nothing.</summary>
    public RosterRecord? Read(JObject json, SourcedId id)
    {
        _ended = json.Text("status")?.Trim() is { } status
            && (status.Equals("tobedeleted", StringComparison.OrdinalIgnoreCase) || status.Equals("inactive", StringComparison.OrdinalIgnoreCase));
        return Specific(json, id) is not { } record ? null : record with
        {
            ToBeDeleted = _ended,
            DateLastModified = LooseTime.Moment(json.Text("dateLastModified")),
        };
    }

    private RosterRecord? Specific(JObject json, SourcedId id) => collection switch
    {
        RosterCollection.Orgs => new Org
        {
            SourcedId = id,
            Name = Required(json, id, "name"),
            Type = Required(json, id, "type"),
            Identifier = json.Text("identifier"),
            Parent = json.Reference("parent"),
        },
        RosterCollection.AcademicSessions => new AcademicSession
        {
            SourcedId = id,
            Title = Required(json, id, "title"),
            Type = Required(json, id, "type"),
            StartDate = Date(json, id, "startDate"),
            EndDate = Date(json, id, "endDate"),
            Parent = json.Reference("parent"),
            SchoolYear = json.Text("schoolYear"),
        },
        RosterCollection.Courses => new Course
        {
            SourcedId = id,
            Title = Required(json, id, "title"),
            CourseCode = json.Text("courseCode"),
            SchoolYear = json.Reference("schoolYear"),
            Grades = json.Grades("grades"),
            Subjects = json.Texts("subjects"),
            Org = json.Reference("org") ?? json.Reference("orgs"), // ClassLink has orgs, November 2026
        },
        RosterCollection.Classes => new Class
        {
            SourcedId = id,
            Title = Required(json, id, "title"),
            ClassCode = json.Text("classCode"),
            ClassType = json.Text("classType"),
            Location = json.Text("location"),
            Course = json.Reference("course"),
            School = json.Reference("school"),
            Terms = json.References("terms"),
            Grades = json.Grades("grades"),
            Subjects = json.Texts("subjects"),
            Periods = json.Texts("periods"),
        },
        RosterCollection.Users => User(json, id),
        RosterCollection.Enrollments => Enrollment(json, id),
        _ => throw new ArgumentOutOfRangeException(nameof(json)),
    };

    private User User(JObject json, SourcedId id) => new()
    {
        SourcedId = id,
        EnabledUser = json.Flag("enabledUser") ?? true,
        Username = json.Text("username"),
        UserIds = [.. json.Objects("userIds").Where(other => other.Text("identifier") is not null).Select(other => new UserId(other.Text("type") ?? "", other.Text("identifier")!))],
        GivenName = Required(json, id, "givenName"),
        FamilyName = Required(json, id, "familyName"),
        MiddleName = json.Text("middleName"),
        PreferredGivenName = json.Text("preferredFirstName") ?? json.Text("preferredGivenName"),
        PreferredFamilyName = json.Text("preferredLastName") ?? json.Text("preferredFamilyName"),
        Identifier = json.Text("identifier"),
        UserMasterIdentifier = json.Text("userMasterIdentifier"),
        Email = json.Text("email"),
        Grades = json.Grades("grades"),
        Roles = [.. Roles(json, id)],
        PrimaryOrg = json.Reference("primaryOrg"),
    };

    private IEnumerable<UserRole> Roles(JObject json, SourcedId id)
    {
        // 1.2: objects. 1.1 has one role for all orgs, the first of which is primary by convention only.
        var roles = json.Objects("roles").Where(role => role.Text("role") is not null).Select(role => new UserRole(
            role.Text("role")!,
            role.Reference("org"),
            string.Equals(role.Text("roleType")?.Trim(), "primary", StringComparison.OrdinalIgnoreCase),
            Date(role, id, "beginDate"),
            Date(role, id, "endDate"))).ToList();
        if (roles.Count > 0)
        {
            return roles;
        }

        if (json.Text("role") is not { } single)
        {
            Required(json, id, "role");
            return [];
        }

        var orgs = json.References("orgs");
        return orgs.Count == 0 ? [new UserRole(single, null, true, null, null)] : orgs.Select((org, at) => new UserRole(single, org, at == 0, null, null));
    }

    private Enrollment? Enrollment(JObject json, SourcedId id)
    {
        var user = json.Reference("user");
        var @class = json.Reference("class");
        var role = json.Text("role");
        if (_ended || (user is not null && @class is not null && role is not null))
        {
            return new Enrollment
            {
                SourcedId = id,
                User = user ?? new SourcedId(""),
                Class = @class ?? new SourcedId(""),
                School = json.Reference("school"),
                Role = role ?? "",
                Primary = json.Flag("primary"),
                BeginDate = Date(json, id, "beginDate"),
                EndDate = Date(json, id, "endDate"),
            };
        }

        warnings.Add(RestWarnings.Unusable(collection, id.Value, user is null ? "user" : @class is null ? "class" : "role"));
        return null;
    }

    private string Required(JObject json, SourcedId id, string member)
    {
        if (json.Text(member) is { } text)
        {
            return text;
        }

        if (!_ended)
        {
            warnings.Add(RestWarnings.Missing(collection, id.Value, member));
        }

        return "";
    }

    private DateOnly? Date(JObject json, SourcedId id, string member)
    {
        if (!LooseTime.TryDate(json.Text(member), out var date))
        {
            warnings.Add(RestWarnings.DateUnreadable(collection, id.Value, member));
        }

        return date;
    }
}
