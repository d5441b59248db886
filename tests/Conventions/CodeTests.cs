using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Integration.Lti;
using Integration.Lti.Services;

namespace Integration.Tests.Conventions;

/// <summary>Codes are what people quote to each other: each means one thing, for ever, and says what to do.</summary>
public sealed partial class CodeTests
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("es")];

    private static readonly IReadOnlyList<(string Name, FaultKind Kind)> Faults =
        [.. from room in Room.All
            from type in room.Assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where field.FieldType == typeof(FaultKind)
            select ($"{type.Name}.{field.Name}", (FaultKind)field.GetValue(null)!)];

    private static readonly Lazy<string> TestsAndWords = new(() => string.Join('\n', Files("tests", ".cs", ".json").Concat(Files("src", ".resx", ".js")).Select(File.ReadAllText)));

    [Fact]
    public void A_code_is_written_down_in_one_place() => Offenders.None(
        Written().GroupBy(use => use.Code, StringComparer.Ordinal).Where(uses => uses.Count() > 1).Select(uses => string.Join(", ", uses.Select(use => $"{use.Code} in {use.File}"))),
        _ => true,
        "is one code for several things");

    [Fact]
    public void A_fault_has_a_code_of_its_own_and_a_status_that_fits()
    {
        Assert.NotEmpty(Faults);
        Assert.Equal(Faults.Count, Faults.Select(fault => fault.Kind.Code).Distinct(StringComparer.Ordinal).Count());
        Offenders.None(Faults, fault => !Code().IsMatch(fault.Kind.Code) || string.IsNullOrWhiteSpace(fault.Kind.Spec), "has no proper code or names no rule");
        Offenders.None(Faults.Where(fault => InLti(fault.Kind, 1, 2)), fault => fault.Kind.Status is < 400 or > 499, "is a refusal and must be a 4xx");
    }

    [Fact]
    public void Every_code_is_held_by_a_test_or_has_words() => Offenders.None(
        Written().Where(use => !TestsAndWords.Value.Contains(use.Code, StringComparison.Ordinal) && !HasTestByName(use)),
        use => [use.File],
        "is named by no test and has no words");

    [Fact]
    public void Every_launch_refusal_has_words_for_the_student_and_the_admin_in_both_languages() => Offenders.None(
        Faults.Where(fault => InLti(fault.Kind, 1, 2)),
        fault => Lacking(fault.Kind, RefusalWords.ForStudent, RefusalWords.ForAdmin, new FaultKind("other", "", 400)),
        "lacks words");

    [Fact]
    public void Every_service_fault_has_words_for_the_teacher_and_the_admin_in_both_languages() => Offenders.None(
        Faults.Where(fault => InLti(fault.Kind, 3)),
        fault => Lacking(fault.Kind, ServiceWords.ForTeacher, ServiceWords.ForAdmin, null),
        "lacks words");

    private static IEnumerable<string> Lacking(FaultKind kind, Func<FaultKind, CultureInfo, string> one, Func<FaultKind, CultureInfo, string> two, FaultKind? standIn)
    {
        foreach (var words in new[] { one, two })
        {
            var said = Languages.Select(language => words(kind, language)).ToList();
            if (said.Any(string.IsNullOrWhiteSpace) || said.Distinct(StringComparer.Ordinal).Count() < Languages.Length)
            {
                yield return $"{words.Method.Name}: missing or the same in both languages";
            }

            if (standIn is not null && said[0] == words(standIn, Languages[0]))
            {
                yield return $"{words.Method.Name}: only the stand-in";
            }
        }
    }

    private static bool InLti(FaultKind kind, params int[] thousands) => thousands.Any(thousand => kind.Code.StartsWith($"LTI{thousand}", StringComparison.Ordinal));

    // A fault may be named in tests by its field.
    private static bool HasTestByName((string Code, string File) use) =>
        Faults.Any(fault => fault.Kind.Code == use.Code && TestsAndWords.Value.Contains(fault.Name, StringComparison.Ordinal));

    private static List<(string Code, string File)> Written() =>
        [.. Files("src", ".cs").Concat(Files("functions", ".cs")).SelectMany(file =>
            WrittenCode().Matches(File.ReadAllText(file)).Select(match => (match.Groups["code"].Value, Path.GetRelativePath(RepositoryFiles.Root, file))))];

    private static IEnumerable<string> Files(string top, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, top), "*", SearchOption.AllDirectories)
            .Where(file => endings.Contains(Path.GetExtension(file))
                && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex("^[A-Z]{3,4}[0-9]{4}$")]
    private static partial Regex Code();

    [GeneratedRegex("\"(?<code>(LTI|GRD|CLS|WID|SES|SET|PAGE|PIC|ADM)[0-9]{4})\\b")]
    private static partial Regex WrittenCode();
}
