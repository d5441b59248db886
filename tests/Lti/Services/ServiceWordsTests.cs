using System.Globalization;
using Integration.Lti;
using Integration.Lti.Services;

namespace Integration.Tests.Lti.Services;

public sealed class ServiceWordsTests
{
    [Fact]
    public void Every_fault_has_a_code_of_its_own()
    {
        var declared = typeof(ServiceFaults).GetFields().Select(field => field.GetValue(null)).OfType<FaultKind>().ToList();

        Assert.Equal(declared, ServiceFaults.All);
        Assert.Equal(declared.Count, declared.Select(kind => kind.Code).Distinct().Count());
        Assert.All(declared, kind => Assert.Matches("^LTI3[0-9]{3}$", kind.Code));
    }

    [Fact]
    public void Every_fault_has_words_for_a_teacher_and_an_admin_in_both_languages()
    {
        var (english, spanish) = (CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("es-MX"));

        Assert.All(ServiceFaults.All, kind =>
        {
            Assert.NotEqual(ServiceWords.ForTeacher(kind, english), ServiceWords.ForTeacher(kind, spanish));
            Assert.NotEqual(ServiceWords.ForAdmin(kind, english), ServiceWords.ForAdmin(kind, spanish));
        });
    }

    [Fact]
    public void A_fault_of_another_room_has_no_words_here()
        => Assert.Throws<ArgumentException>(() => ServiceWords.ForTeacher(new FaultKind("LTI2001", "", 400), CultureInfo.InvariantCulture));
}
