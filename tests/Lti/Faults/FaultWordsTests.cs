using System.Globalization;
using System.Reflection;
using Integration.Lti;
using Integration.Lti.Faults;

namespace Integration.Tests.Lti.Faults;

public sealed class FaultWordsTests
{
    private static readonly FaultKind[] All =
    [
        .. new[] { typeof(LoginFaults), typeof(LaunchFaults) }
            .SelectMany(faults => faults.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (FaultKind)field.GetValue(null)!),
    ];

    public static TheoryData<string> Codes => [.. All.Select(kind => kind.Code)];

    [Fact]
    public void Codes_are_unique_and_say_where_they_belong()
    {
        Assert.Equal(All.Length, All.DistinctBy(kind => kind.Code).Count());
        Assert.All(All, kind => Assert.Matches("^LTI[12][0-9]{3}$", kind.Code));
        Assert.All(All, kind => Assert.InRange(kind.Status, 400, 499));
        Assert.All(All, kind => Assert.NotEmpty(kind.Spec));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_words_for_student_and_admin_in_both_languages(string code)
    {
        var kind = All.Single(known => known.Code == code);
        var other = new FaultKind("LTI0000", "", 400);
        var (english, spanish) = (CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("es-MX"));

        Assert.NotEqual(RefusalWords.ForAdmin(other, english), RefusalWords.ForAdmin(kind, english));
        Assert.NotEqual(RefusalWords.ForAdmin(kind, english), RefusalWords.ForAdmin(kind, spanish));
        Assert.NotEqual(RefusalWords.ForStudent(kind, english), RefusalWords.ForStudent(kind, spanish));
        Assert.InRange(RefusalWords.ForStudent(kind, english).Length, 20, 140);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_is_named_by_a_certification_test(string code)
    {
        var files = Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "tests", "Certification"), "*.*", SearchOption.AllDirectories);

        Assert.Contains(files, file => File.ReadAllText(file).Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void A_code_of_another_room_still_gets_words()
        => Assert.NotEmpty(RefusalWords.ForStudent(new FaultKind("LTI3999", "", 400), CultureInfo.InvariantCulture));
}
