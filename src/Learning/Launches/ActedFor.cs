using Integration.Lti.DynamicRegistration.Families;
using Integration.Lti.Launch;

namespace Integration.Learning.Launches;

/// <summary>
/// Whether somebody else acts under the launching person's name, as an administrator of Canvas may ("act as"). Canvas says so in a variable that has a value only then;
/// anywhere else it comes back as it went and reads as missing. A value that somebody writes there by hand takes rights away and gives none. Canvas's student view is a
/// teacher who acts as the course's test student (<see href="https://github.com/instructure/canvas-lms/blob/master/app/controllers/courses_controller.rb">its source</see>,
/// read 2026-11): that is nobody's name, and trying the activity is what the test student is for.
/// </summary>
internal static class ActedFor
{
    /// <summary>True when the launch is not the person's own.</summary>
    public static bool IsSaid(LtiLaunch launch) => !launch.Roles.IsTestUser && launch.Custom.TryGetValue(CanvasPlacement.MasqueradeName, out var acting) && acting != launch.Subject;
}
