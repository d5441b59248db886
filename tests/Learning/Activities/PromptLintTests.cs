using Integration.Learning.Activities;

namespace Integration.Tests.Learning.Activities;

public sealed class PromptLintTests
{
    [Theory]
    [InlineData("I can plan a fair test and say what I keep the same.")]
    [InlineData("Puedo explicar qué pasó con mis propias palabras.")]
    [InlineData("I can find the area of any body of water on the map.")]
    [InlineData("I can explain how a disease spreads.")]
    [InlineData("Puedo explicar las causas de la Gran Depresión.")]
    [InlineData("I can name the members of a family of functions.")]
    [InlineData("I can keep the ratio 3:(2+1) in mind (for example:)")]
    [InlineData("I can solve x < 3; and graph it.")]
    [InlineData("¿Qué es?")]
    public void Prompts_about_the_work_pass(string text) => Assert.Empty(PromptLint.Check(text));

    [Theory]
    [InlineData("I can describe my home.", "home")]
    [InlineData("I can tell about my family's income.", "family* income")]
    [InlineData("I can talk about my HEALTH.", "health")]
    [InlineData("I can say what mood I am in.", "mood*")]
    [InlineData("I can tell how I feel today.", "i feel")]
    [InlineData("I can name my anxiety.", "anxiety")]
    [InlineData("Puedo decir cómo es mi casa.", "casa")]
    [InlineData("Puedo hablar de mi mamá.", "mi mama")]
    [InlineData("Puedo decir cuáles son los ingresos de mi familia.", "ingresos de mi")]
    [InlineData("Puedo hablar de mi SALUD.", "salud")]
    [InlineData("Puedo decir mi estado de ánimo.", "animo")]
    [InlineData("Puedo nombrar mi religión.", "mi religion")]
    public void Home_health_mood_and_beliefs_are_found(string text, string found)
        => Assert.Contains(new PromptFinding(PromptLint.ProtectedTopic, found), PromptLint.Check(text));

    [Theory]
    [InlineData("I can use my learning style.")]
    [InlineData("I can work as a visual learner.")]
    [InlineData("I can use my right-brained side.")]
    [InlineData("Puedo usar mi estilo de aprendizaje.")]
    [InlineData("Puedo trabajar de forma kinestésica.")]
    public void Learning_styles_are_found(string text) => Assert.Equal(PromptLint.LearningStyle, Assert.Single(PromptLint.Check(text)).Code);

    [Theory]
    [InlineData("I can check my work 😀", "😀")]
    [InlineData("I can check my work :-)", ":-)")]
    [InlineData("I can check my work ;) today", ";)")]
    [InlineData("Puedo revisar ☺ mi trabajo", "☺")]
    public void Smileys_are_found(string text, string smiley) => Assert.Equal([new PromptFinding(PromptLint.Smiley, smiley)], PromptLint.Check(text));

    [Theory]
    [InlineData(null, PromptLint.Empty)]
    [InlineData(" \t", PromptLint.Empty)]
    [InlineData(" ab ", PromptLint.TooShort)]
    public void Too_little_is_found(string? text, string code) => Assert.Equal([new PromptFinding(code, "")], PromptLint.Check(text));

    [Fact]
    public void Length_is_counted_in_what_a_person_sees()
    {
        Assert.Empty(PromptLint.Check(string.Concat(Enumerable.Repeat("e\u0301", PromptLint.MaxLength))));
        Assert.Equal(PromptLint.TooLong, Assert.Single(PromptLint.Check(new string('x', PromptLint.MaxLength + 1))).Code);
    }
}
