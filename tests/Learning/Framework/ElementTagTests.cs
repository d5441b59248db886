using CsCheck;
using Integration.Learning.Framework;

namespace Integration.Tests.Learning.Framework;

public sealed class ElementTagTests
{
    private static readonly string[] All = [.. LeapFramework.Shipped.Items.Select(item => item.Code)];

    [Fact]
    public void Any_set_of_codes_in_any_order_round_trips()
        => Gen.Shuffle(All).SelectMany(codes => Gen.Int[0, codes.Length].Select(count => codes[..count])).Sample(codes =>
        {
            var tag = ElementTag.Format(codes);

            Assert.Equal(codes, ElementTag.Parse(tag));
            Assert.InRange(tag.Length, 0, ElementTag.MaxLength);
            Assert.DoesNotContain(' ', tag);
        });

    [Fact]
    public void Any_text_is_read_without_an_error_and_gives_known_codes_only()
        => Gen.String.Sample(text => Assert.All(ElementTag.Parse(text), code => Assert.Contains(code, All)));

    [Fact]
    public void The_short_form_is_the_one_the_gradebook_shows() => Assert.Equal("leap:LL.3~LD.2", ElementTag.Format(["LL.3", "LD.2"]));

    [Fact]
    public void Codes_are_written_once_and_as_the_framework_spells_them()
        => Assert.Equal("leap:LL.3~LC.4.civic", ElementTag.Format(["ll.3", "LC.4.CIVIC", "LL.3"]));

    [Fact]
    public void No_codes_give_no_tag() => Assert.Equal("", ElementTag.Format([]));

    [Fact]
    public void An_unknown_code_is_refused_by_name()
        => Assert.Contains("'LL.9'", Assert.Throws<ArgumentException>(() => ElementTag.Format(["LL.3", "LL.9"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("leap:LL.3~LD.2", "LL.3 LD.2")]
    [InlineData("LEAP:ll.3+ld.2", "LL.3 LD.2")]
    [InlineData("leap:seed-brief:LL.3, leap:seed-brief:LD.2", "LL.3 LD.2")]
    [InlineData("LL.3 LL.3", "LL.3")]
    [InlineData("leap:XX.1~LD.2", "LD.2")]
    [InlineData("unit-4-quiz", "")]
    public void Reading_takes_what_people_and_systems_make_of_it(string? tag, string codes)
        => Assert.Equal(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries), ElementTag.Parse(tag));
}
