using Integration.Learning.Work;

namespace Integration.Tests.Learning.Work;

/// <summary>What comes too late to go into the work is kept beside it, and however much is typed into one field, no other loses its last text.</summary>
public sealed class KeptTextsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 14, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Much_typing_into_one_field_leaves_the_last_text_of_every_other()
    {
        var kept = Late([], "next", "check my units");

        for (var draft = 0; draft < 3 * FieldMerge.ReplacedKept; draft++)
        {
            kept = Late(kept, "proof.c1", $"{draft} is how it begins this time");
        }

        Assert.Equal(FieldMerge.ReplacedKept, kept.Count);
        Assert.Equal("check my units", Assert.Single(kept, text => text.Field == "next").Value);
        Assert.Equal($"{(3 * FieldMerge.ReplacedKept) - 1} is how it begins this time", kept[^1].Value);
    }

    [Fact]
    public void A_text_that_she_comes_back_to_is_the_last_one_of_its_field()
    {
        var kept = Late(Late(Late([], "next", "check my units"), "next", "ask Ben"), "next", "check my units");

        Assert.Equal(["ask Ben", "check my units"], kept.Select(text => text.Value));
        Assert.Same(kept, Late(kept, "next", "check my units"));
    }

    private static IReadOnlyList<ReplacedText> Late(IReadOnlyList<ReplacedText> kept, string field, string value)
        => FieldMerge.KeepLate(kept, new Dictionary<string, WorkField>(), new FieldChanges(0, new Dictionary<string, string> { [field] = value }), Monday);
}
