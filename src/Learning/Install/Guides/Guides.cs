using Integration.Learning.Install.Registering;
using Integration.Lti;

namespace Integration.Learning.Install.Guides;

/// <summary>The guides for every LMS we know, with the addresses of this very tool. Names of menus change; each guide says when it was checked.</summary>
internal sealed class Guides(Uri publicUrl)
{
    /// <summary>Where Canvas fetches its settings.</summary>
    public const string CanvasJson = "/install/canvas.json";

    private static readonly DateOnly Checked = new(2026, 11, 24);

    private string Login => At(LtiRoutes.Login);

    private string Launch => At(LtiRoutes.Launch);

    private string Keys => At(LtiRoutes.Jwks);

    /// <summary>All of them, in the order of the index.</summary>
    public IReadOnlyList<Guide> All(string canvasQuery = "") =>
    [
        new("canvas", "Canvas", Checked, [Automatic("canvas", 3), Canvas(canvasQuery)], PasteBacks.Canvas),
        new("schoology", "Schoology", Checked, [Schoology()], PasteBacks.Schoology),
        new("moodle", "Moodle", Checked, [Automatic("moodle", 3), Moodle()], PasteBacks.Moodle),
        new("brightspace", "Brightspace", Checked, [Automatic("brightspace", 3), Brightspace()], PasteBacks.Brightspace),
        new("blackboard", "Blackboard", Checked, [Blackboard()], PasteBacks.Blackboard),
        new("open-edx", "Open edX", Checked, [OpenEdx()], PasteBacks.OpenEdx),
        new("itslearning", "itslearning", Checked, [Itslearning()], PasteBacks.Itslearning),
    ];

    /// <summary>One of them, or null.</summary>
    public Guide? Find(string lms, string canvasQuery = "") => All(canvasQuery).FirstOrDefault(guide => guide.Lms == lms);

    private static GuidePart Automatic(string lms, int steps) => new("auto",
    [
        new("invite", [new(null, $"invitation add --family {lms}")]),
        .. Enumerable.Range(1, steps - 1).Select(number => new GuideStep($"{lms}.auto.{number}", [])),
        new("approve", [new(null, "platform approve ID")]),
    ]);

    private GuidePart Canvas(string query) => new("hand",
    [
        new("canvas.1", [new("Method", "Enter URL", false), new("Redirect URIs", Launch), new("JSON URL", At(CanvasJson) + query)]),
        new("canvas.2", []),
        new("canvas.3", [new("Configuration Type", "By Client ID", false)]),
        new("canvas.4", []),
    ]);

    private GuidePart Schoology() => new("hand",
    [
        new("schoology.1",
        [
            new("Type of App", "LTI 1.3 App", false),
            new("Can be installed for", "Course, Course Materials, Rich Text Editor", false),
            new("Domain/URL", publicUrl.Authority),
            new("OIDC Login Init URL", Login),
            new("Redirect URLs", Launch),
            new("JWKS URL", Keys),
            new("LTI Advantage", "Deep Linking, Assignment and Grade Services, Names and Role Provisioning Services", false),
            new("Use Unique Lineitem Identifiers for Linked Sections", "☑", false),
            .. Custom("Custom Parameters"),
            new("This app uses cookies", "☐", false),
        ]),
        new("schoology.2", []),
        new("schoology.3", []),
        new("schoology.4", []),
        new("schoology.5", []),
        Roster("schoology", "schoology.roster", "Custom Parameters"),
    ]);

    private GuidePart Moodle() => new("hand",
    [
        new("moodle.1",
        [
            new("Tool name", "Reflect"),
            new("Tool URL", Launch),
            new("LTI version", "LTI 1.3", false),
            new("Public key type", "Keyset URL", false),
            new("Public keyset", Keys),
            new("Initiate login URL", Login),
            new("Redirection URI(s)", Launch),
            new("Supports Deep Linking (Content-Item Message)", "☑", false),
            new("Content Selection URL", Launch),
            .. Custom("Custom parameters"),
            new("Tool configuration usage", "Show in activity chooser and as a preconfigured tool", false),
            new("Default launch container", "Embed, without blocks", false),
        ]),
        new("moodle.2",
        [
            new("IMS LTI Assignment and Grade Services", "Use this service for grade sync and column management", false),
            new("IMS LTI Names and Role Provisioning", "Do not use this service", false),
            new("Share launcher's name with tool", "Never", false),
            new("Share launcher's email with tool", "Never", false),
        ]),
        new("moodle.3", []),
        Roster("moodle", "roster", "Custom parameters"),
    ]);

    private GuidePart Brightspace() => new("hand",
    [
        new("brightspace.1",
        [
            new("Name", "Reflect"),
            new("Domain", publicUrl.GetLeftPart(UriPartial.Authority)),
            new("Redirect URLs", Launch),
            new("OpenID Connect Login URL", Login),
            new("Target Link URI", Launch),
            new("Keyset URL", Keys),
            new("Extensions", "Assignment and Grade Services, Deep Linking", false),
            .. Custom("Custom Parameters"),
        ]),
        new("brightspace.2", []),
        new("brightspace.3", []),
        Roster("brightspace", "brightspace.roster", "Custom Parameters"),
    ]);

    private GuidePart Blackboard() => new("hand",
    [
        new("blackboard.1",
        [
            new("Application Name", "Reflect"),
            new("Domain(s)", publicUrl.Authority),
            new("Login Initiation URL", Login),
            new("Tool Redirect URL(s)", Launch),
            new("Tool JWKS URL", Keys),
            new("Signing Algorithm", "RS256", false),
        ]),
        new("blackboard.2", [new("Tool Status", "Approved", false), new("Allow grade service access", "Yes", false), new("Allow Membership Service Access", "No", false)]),
        new("blackboard.3", [new("Type", "Deep Linking content tool", false), new("Target Link URI", Launch)]),
        Roster("blackboard", "roster", "Custom Parameters"),
    ]);

    private GuidePart OpenEdx() => new("hand",
    [
        new("open-edx.1",
        [
            new("LTI Version", "LTI 1.3", false),
            new("Tool Launch URL", Launch),
            new("Tool Initiate Login URL", Login),
            new("Tool Public Key Mode", "Keyset URL", false),
            new("Tool Keyset URL", Keys),
            new("Registered Redirect URIs", Launch),
            new("Deep linking", "True", false),
            new("Deep Linking Launch URL", Launch),
            new("LTI Assignment and Grades Service", "Allow tools to submit grades only (declarative)", false),
        ]),
        new("open-edx.2", []),
    ]);

    private GuidePart Itslearning() => new("hand",
    [
        new("itslearning.1",
        [
            new("Login initiation URI", Login),
            new("Redirect URI", Launch),
            new("Target link URI", Launch),
            new("JWKS", Keys),
            new("Deep linking redirect URI", Launch),
            new("Privacy", "Anonymous", false),
        ]),
        new("itslearning.2", []),
        Roster("itslearning", "itslearning.roster", "Custom parameters"),
    ]);

    // What a link that was not picked here can't ask for by itself: one line each.
    private IEnumerable<GuideValue> Custom(string label) => OwnProfile.Of(publicUrl).Custom.Select(value => new GuideValue(label, $"{value.Key}={value.Value}"));

    // Last, and for a district with a roster alone: whoever leaves it out lacks nothing else.
    private static GuideStep Roster(string lms, string key, string label) => new(key, [.. RosterValues.Of(lms).Select(value => new GuideValue(label, $"{value.Key}={value.Value}"))]);

    private string At(string path) => new Uri(publicUrl, path).AbsoluteUri;
}
