namespace Integration.Sandbox.Sis.Districts;

/// <summary>A made-up person's name in the parts that a SIS keeps.</summary>
internal readonly record struct InventedName(string Given, string Family, string? Middle = null, string? DisplayOrder = null, string? NativeScript = null);

/// <summary>Names as a district really has them: diacritics, two surnames, apostrophes of both kinds, family name first, other scripts. Combinations are drawn by lot.</summary>
internal static class InventedNames
{
    private static readonly string[] PlainGiven = ["Amara", "Jaylen", "Priya", "Theodore", "Winona", "Liam", "Zuri", "Hazel", "Ibrahim", "Noor", "Mateus", "Ingrid", "Kofi", "Ruth", "Silas", "Tamsin"];
    private static readonly string[] PlainFamily = ["Whitaker", "Lindqvist", "Osei-Bonsu", "Okafor", "Warsame", "Begay", "Venkataraman", "Harlow", "Marchetti", "St. Clair", "van der Berg", "de la Fontaine", "Abernathy", "Li"];
    private static readonly string[] SpanishGiven = ["Noemí", "Santiago", "José María", "Valentina", "Íñigo", "Lucía", "Andrés", "María de los Ángeles", "Joaquín", "Belén"];
    private static readonly string[] SpanishFamily = ["Castañeda", "Ruiz", "Morales", "Peña", "Ortega", "Núñez", "Ibáñez", "Villa", "Güell", "De León", "Quiñones"];
    private static readonly string[] MarkedGiven = ["Łukasz", "Şebnem", "Zoë", "Jiří", "Åsa", "Adébáyọ̀", "Siân", "Māra", "François", "Đorđe"];
    private static readonly string[] MarkedFamily = ["Wiśniewska", "Şahin", "Dvořáková", "Bjørnstad", "Szűcs", "Ọlátúnjí", "Kļaviņš", "Gonçalves", "Müßig", "Jørgensen-Ćosić"];
    private static readonly string[] ApostropheGiven = ["D'Andre", "Kaʻiulani", "Niamh", "Ja'Nae", "N’Golo", "Shauna"];
    private static readonly string[] ApostropheFamily = ["O'Dowd", "O’Meara", "D'Angelis", "Kealiʻi", "M'Bala", "Al-Sa'id"];
    private static readonly string[] FamilyFirstGiven = ["Pa Houa", "Thanh Hằng", "Minh Đức", "Tou", "Haruka", "Ji-woo"];
    private static readonly string[] FamilyFirstFamily = ["Xiong", "Nguyễn", "Trần", "Vang", "Mori", "Seo"];

    // Written by hand together, because a transliteration can't be put together by lot.
    private static readonly InventedName[] OwnScript =
    [
        new("Fatima", "Al-Sayed", NativeScript: "فاطمة السيد"),
        new("Oksana", "Hrytsenko", NativeScript: "Оксана Гриценко"),
        new("Mei-Ling", "Chao", DisplayOrder: "family-first", NativeScript: "趙美玲"),
        new("Selam", "Tesfaye", NativeScript: "ሰላም ተስፋዬ"),
        new("Aarav", "Deshmukh", NativeScript: "आरव देशमुख"),
        new("Оксана", "Гриценко"),
        new("美玲", "趙", DisplayOrder: "family-first"),
        new("نور", "الحسن"),
    ];

    public static InventedName Of(Dice dice, int person)
    {
        string Pick(string[] from, int salt) => dice.Pick(from, SisCollection.Users, person, salt);

        return dice.Roll(SisCollection.Users, person, 1, 20) switch
        {
            < 7 => new(Pick(PlainGiven, 2), Pick(PlainFamily, 3), dice.Roll(SisCollection.Users, person, 4, 3) == 0 ? Pick(PlainGiven, 5) : null),
            < 11 => new(Pick(SpanishGiven, 2), $"{Pick(SpanishFamily, 3)} {Pick(SpanishFamily, 4)}"),
            < 14 => new(Pick(MarkedGiven, 2), Pick(MarkedFamily, 3)),
            < 16 => new(Pick(ApostropheGiven, 2), Pick(ApostropheFamily, 3)),
            < 18 => new(Pick(FamilyFirstGiven, 2), Pick(FamilyFirstFamily, 3), DisplayOrder: "family-first"),
            _ => dice.Pick(OwnScript, SisCollection.Users, person, 2),
        };
    }
}
