using Integration.Learning.Activities;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install.Registering;

/// <summary>What this tool tells an LMS about itself, whichever way it is installed.</summary>
internal sealed class OwnProfile(LtiToolOptions tool)
{
    /// <summary>A stable address for the icon: the assets' own addresses change with every release.</summary>
    public const string IconAddress = "/install/icon.svg";

    /// <summary>The privacy page.</summary>
    public const string PrivacyAddress = "/install/privacy";

    /// <summary>The tool as LMSs list it.</summary>
    public ToolProfile Profile { get; } = Of(tool.PublicUrl);

    /// <summary>The tool at a public address.</summary>
    public static ToolProfile Of(Uri publicUrl) => new(
        "reflect",
        "Reflect",
        "Students check their own work, point to proof, and compare their view with their teacher's.",
        "Choose an activity",
        new Uri(publicUrl, IconAddress),
        new Uri(publicUrl, PrivacyAddress))
    {
        Custom = new Dictionary<string, string>([new("timezone", "$Person.address.timezone"), .. CopyHistory.Asked]),
    };
}
