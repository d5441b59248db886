using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Integration.Learning;
using Integration.Learning.Framework;

namespace Integration.Tests.Learning.Framework;

public sealed class LeapFrameworkTests
{
    private static readonly LeapFramework Leap = LeapFramework.Shipped;

    public static TheoryData<string> Codes => [.. Leap.Items.Select(item => item.Code)];

    [Fact]
    public void It_has_four_components_eighteen_elements_and_ten_facets()
    {
        Assert.Equal(32, Leap.Items.Count);
        Assert.Equal((4, 18, 10), (Count(LeapKind.Component), Count(LeapKind.Element), Count(LeapKind.Facet)));
        Assert.Equal("seed-brief", Leap.Edition);

        static int Count(LeapKind kind) => Leap.Items.Count(item => item.Kind == kind);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_item_is_complete_in_both_languages_and_all_bands(string code)
    {
        var item = Leap[code];
        var texts = item.ICan.Values.Append(item.Label).Append(item.Official).Append(item.LookFor).ToList();

        Assert.Equal(Enum.GetValues<GradeBand>().Order(), item.ICan.Keys.Order());
        Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text.En) || string.IsNullOrWhiteSpace(text.Es)));
        Assert.All(texts, text => Assert.NotEqual(text.En, text.Es));
        Assert.All(texts, text => Assert.Equal((text.En.Trim(), text.Es!.Trim()), (text.En, text.Es)));
        Assert.All(item.ICan.Values, text => Assert.StartsWith("I can ", text.En, StringComparison.Ordinal));
        Assert.All(item.ICan.Values, text => Assert.StartsWith("Puedo ", text.Es, StringComparison.Ordinal));
        Assert.All(item.ICan.Values, text => Assert.EndsWith(".", text.Es, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Labels_fit_a_chip(string code)
    {
        Assert.InRange(Leap.Label(code, "en").Length, 3, 40);
        Assert.InRange(Leap.Label(code, "es").Length, 3, 40);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Student_Spanish_avoids_gendered_and_foreign_school_words(string code)
    {
        string[] avoided = ["maestro", "maestra", "profesor", "profesora", "listo", "lista", "orgulloso", "orgullosa", "compañeros", "vosotros", "aula"];
        var words = Leap[code].ICan.Values.Append(Leap[code].Label).SelectMany(text => text.Es!.ToLowerInvariant().Split(' ', ',', '.', ':', ';'));

        Assert.Empty(words.Intersect(avoided));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_youngest_hear_at_most_fourteen_words(string code)
        => Assert.All([Leap[code].ICan[GradeBand.K2].En, Leap[code].ICan[GradeBand.K2].Es!], text => Assert.InRange(text.Split(' ').Length, 3, 14));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Guids_are_version_5_of_the_items_urn_in_the_URL_namespace(string code)
    {
        var name = Encoding.UTF8.GetBytes($"urn:leap-learning-framework:seed-brief:{code}");
        var hash = Convert.ToHexStringLower(SHA1.HashData([.. Convert.FromHexString("6ba7b8119dad11d180b400c04fd430c8"), .. name]));
        var variant = (int.Parse(hash.AsSpan(16, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0x3) | 0x8;

        var expected = $"{hash[..8]}-{hash[8..12]}-5{hash[13..16]}-{variant:x}{hash[17..20]}-{hash[20..32]}";

        Assert.Equal(expected, Leap[code].Guid.ToString());
    }

    [Fact]
    public void Parents_stand_before_their_children()
    {
        var seen = new HashSet<string>();
        foreach (var item in Leap.Items)
        {
            Assert.True(item.Parent is null ? item.Kind == LeapKind.Component : seen.Contains(item.Parent), item.Code);
            seen.Add(item.Code);
        }
    }

    [Fact]
    public void Health_and_living_situation_are_never_a_prompt()
    {
        string[] restricted = ["LF.1.health", "LF.1.living"];

        Assert.Equal(restricted, Leap.Items.Where(item => !item.IsPromptable).Select(item => item.Code));
        Assert.All(restricted, code => Assert.False(Leap.IsPromptable(code)));
        Assert.All(restricted, code => Assert.Empty(Leap.Search(code)));
        Assert.DoesNotContain(Leap.Search(""), item => restricted.Contains(item.Code));
        Assert.False(Leap.IsPromptable("XX.9"));
    }

    [Fact]
    public void Sentences_come_in_the_language_asked_for_and_else_in_English()
    {
        Assert.Equal(("Puedo pedir ayuda.", "es"), Leap.ICan("LL.5", GradeBand.K2, "es"));
        Assert.Equal(("I can ask for help.", "en"), Leap.ICan("LL.5", GradeBand.K2, "fr"));
        Assert.Equal(("Only English.", "en"), new LocalText("Only English.").In("es"));
        Assert.Equal("Revisar mi propio avance", Leap.Label("ll.3", "es"));
    }

    [Fact]
    public void An_unknown_code_is_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Leap["LL.9"]);

        Assert.Contains("'LL.9' is no code", error.Message, StringComparison.Ordinal);
        Assert.Null(Leap.Find("LL.9"));
        Assert.Null(Leap.Find(null));
    }

    [Theory]
    [InlineData("LL.3", "LL.3")]
    [InlineData(" ll.3 ", "LL.3")]
    [InlineData("progress", "LL.3")]
    [InlineData("avance", "LL.3")]
    [InlineData("pedir ayuda", "LL.5")]
    [InlineData("PROPIO avánce", "LL.3")]
    [InlineData("productive struggle", "LD.2")]
    [InlineData("civica", "LC.4.civic")]
    public void Search_finds_the_item_first(string text, string code) => Assert.Equal(code, Leap.Search(text)[0].Code);

    [Fact]
    public void Searching_a_component_gives_it_and_all_below()
        => Assert.Equal(["LL", "LL.1", "LL.2", "LL.3", "LL.4", "LL.5"], Leap.Search("LL").Select(item => item.Code));

    [Fact]
    public void Search_without_words_gives_all_and_nonsense_gives_none()
    {
        Assert.Equal(30, Leap.Search(" - ").Count);
        Assert.Empty(Leap.Search("zzz"));
    }

    [Fact]
    public void A_file_with_an_unknown_member_is_refused()
    {
        var json = Encoding.UTF8.GetString(Manifests.Read("manifests/frameworks/leap.json")).Replace("\"lookFor\"", "\"lookfor2\"", StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => LeapFramework.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Contains("leap.json", error.Message, StringComparison.Ordinal);
    }
}
