using CsCheck;
using Integration.Learning.Framework;

namespace Integration.Tests.Learning.Framework;

public sealed class WordQueryTests
{
    [Theory]
    [InlineData("fraccion", "Fracciones iguales", true)]
    [InlineData("FRACCIÓN", "fraccion", true)]
    [InlineData("fractions", "one fraction", true)]
    [InlineData("ano", "el año", true)]
    [InlineData("quien", "¿Quién?", true)]
    [InlineData("action", "fraction", false)]
    [InlineData("equal fraction", "fractions that are equal", true)]
    [InlineData("equal decimal", "fractions that are equal", false)]
    [InlineData("someone's", "Use someone’s idea", true)]
    [InlineData("  ", "anything", true)]
    public void Words_match_the_beginnings_of_words_without_accents(string typed, string text, bool matches)
        => Assert.Equal(matches, new WordQuery(typed).FirstMatch([text]) is not null);

    [Fact]
    public void The_rank_is_the_place_where_the_last_word_was_met()
    {
        var query = new WordQuery("red fox");

        Assert.Equal(0, query.FirstMatch(["the red fox"], []));
        Assert.Equal(1, query.FirstMatch(["red"], ["fox"]));
        Assert.Null(query.FirstMatch(["red"], [null, "cat"]));
    }

    [Fact]
    public void Folding_takes_any_text_and_folding_twice_changes_nothing()
        => Gen.String.Where(text => text.IsNormalized()).Sample(text => Assert.Equal(WordQuery.Fold(text), WordQuery.Fold(WordQuery.Fold(text))));
}
