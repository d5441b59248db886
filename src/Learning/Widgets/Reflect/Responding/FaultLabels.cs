using System.Globalization;
using Integration.Learning.Classes;
using Integration.Learning.Grades;
using Integration.Learning.Pages;
using Integration.Lti.Services;

namespace Integration.Learning.Widgets.Reflect.Responding;

/// <summary>Why a score or a class list has not come through, in words a teacher can use.</summary>
internal static class FaultLabels
{
    /// <summary>The words for a fault's code; general ones for a code of an older release.</summary>
    public static string For(string code, Words words) => code switch
    {
        _ when code == GradeFaults.LinkGone.Code => Own(words)["fault.link-gone"],
        _ when code == GradeFaults.PlatformGone.Code => Own(words)["fault.platform-gone"],
        _ when code == GradeFaults.NoLineItem.Code => Own(words)["fault.no-column"],
        _ when code == GradeFaults.ChangedInLms.Code => Own(words)["fault.changed"],
        _ when code == ClassFaults.RosterSlow.Code => Own(words)["fault.list-slow"],
        _ when ServiceFaults.All.FirstOrDefault(kind => kind.Code == code) is { } kind => ServiceWords.ForTeacher(kind, CultureInfo.GetCultureInfo(words.Language)),
        _ => Own(words)["fault.other", code],
    };

    private static Words Own(Words words) => words.Of<RespondWords>();
}
