using Integration.Learning.Pages;
using Integration.Learning.Pages.Handshake;

namespace Integration.Tests.Learning.Pages;

public sealed class WordsTests
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    private static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 16, 41, 0, TimeSpan.Zero);

    private readonly Words _english = new("en-GB", Chicago);
    private readonly Words _spanish = new("es-MX", Chicago);

    [Theory]
    [InlineData("es-MX", "es")]
    [InlineData("ES", "es")]
    [InlineData("es_419", "es")]
    [InlineData("est", "en")]
    [InlineData("fr-CA", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    public void Locale_becomes_one_of_our_languages(string? locale, string language) => Assert.Equal(language, Words.LanguageOf(locale));

    [Fact]
    public void Times_are_the_schools()
    {
        Assert.Equal("10:41", _english.Time(Tuesday));
        Assert.Equal("2:05 pm", _english.Time(Tuesday.AddMinutes(204)));
        Assert.Equal("14:05", _spanish.Time(Tuesday.AddMinutes(204)));
        Assert.Equal("Tuesday, March 3", _english.Day(Tuesday));
        Assert.Equal("martes, 3 de marzo", _spanish.Day(Tuesday));
    }

    [Fact]
    public void The_past_is_told_as_people_tell_it()
    {
        Assert.Equal("just now", _english.Ago(Tuesday, Tuesday.AddSeconds(20)));
        Assert.Equal("5 min ago", _english.Ago(Tuesday, Tuesday.AddMinutes(5)));
        Assert.Equal("hace 2 h", _spanish.Ago(Tuesday, Tuesday.AddHours(2)));
        Assert.Equal("yesterday 10:41", _english.Ago(Tuesday, Tuesday.AddHours(20)));
        Assert.Equal("Tuesday, March 3", _english.Ago(Tuesday, Tuesday.AddDays(3)));
    }

    [Fact]
    public void One_and_many_have_their_own_sentences()
    {
        Assert.Equal("One thing is missing:", _english.Count("steps.fix", 1));
        Assert.Equal("Faltan 2 cosas:", _spanish.Count("steps.fix", 2));
    }

    [Fact]
    public void An_area_has_its_own_words_and_the_shared_ones()
    {
        var words = _spanish.Of<HandshakeWords>();

        Assert.Equal("Esto no se abrió", words["refused.title"]);
        Assert.Equal("Guardando…", words["save.saving"]);
    }

    [Fact]
    public void A_missing_key_throws() => Assert.Throws<KeyNotFoundException>(() => _english["no.such-key"]);
}
