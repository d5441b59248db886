namespace Integration.Lti.DynamicRegistration.Families;

/// <summary>A place in Canvas where the tool can stand; the same for a registration and for the JSON of a developer key.</summary>
/// <param name="Name">Canvas's name of it.</param>
/// <param name="IsDeepLinking">True where a teacher chooses an activity; otherwise a plain launch.</param>
/// <param name="Visibility">Who sees it, where that can be said.</param>
/// <param name="IsHiddenAtFirst">True when a teacher has to turn it on in her course.</param>
public sealed record CanvasPlacement(string Name, bool IsDeepLinking, string? Visibility = null, bool IsHiddenAtFirst = false)
{
    /// <summary>All we ask for: choosing an activity wherever a teacher adds work, one link in the course, one for the account's admins.</summary>
    public static IReadOnlyList<CanvasPlacement> All { get; } =
    [
        new("assignment_selection", IsDeepLinking: true),
        new("link_selection", IsDeepLinking: true),
        new("editor_button", IsDeepLinking: true),
        new("course_assignments_menu", IsDeepLinking: true),
        new("module_index_menu_modal", IsDeepLinking: true),
        new("course_navigation", IsDeepLinking: false, "members", IsHiddenAtFirst: true),
        new("account_navigation", IsDeepLinking: false, "admins"),
    ];

    /// <summary>The custom value that names who acts as somebody else.</summary>
    public const string MasqueradeName = "masquerade_id";

    /// <summary>Custom values that Canvas alone can fill in (<see href="https://developerdocs.instructure.com/services/canvas/external-tools/lti/file.tools_variable_substitutions">variables</see>, read 2026-11).</summary>
    public static IReadOnlyDictionary<string, string> Custom { get; } = new Dictionary<string, string> { [MasqueradeName] = "$Canvas.masqueradingUser.id" };

    /// <summary>Canvas has no level for school ids alone: they come with names.</summary>
    public static string PrivacyLevel(Access access) => (access & (Access.Names | Access.SchoolIds)) == 0 ? "anonymous" : "name_only";
}
