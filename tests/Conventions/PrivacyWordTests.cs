using Integration.Learning.Documents;
using Integration.Learning.Install.Guides;
using Integration.Learning.Pages;

namespace Integration.Tests.Conventions;

/// <summary>The public privacy page is made from the data inventory: whatever the inventory can say has words there.</summary>
public sealed class PrivacyWordTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void Every_data_class_subject_and_retention_has_words(string language)
    {
        var words = new Words(language, TimeZoneInfo.Utc).Of<GuideWords>();

        Assert.All(Enum.GetNames<DataClass>(), name => Assert.NotEmpty(words[$"data.{name.ToLowerInvariant()}"]));
        Assert.All(Enum.GetNames<Subject>(), name => Assert.NotEmpty(words[$"subject.{name.ToLowerInvariant()}"]));
        Assert.All(Enum.GetNames<Retention>(), name => Assert.NotEmpty(words[$"kept.{name.ToLowerInvariant()}"]));
    }
}
