using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Integration.Learning.Doctor;
using Integration.Lti;
using Integration.Lti.DynamicRegistration;
using Integration.Lti.Services;

namespace Integration.Tests.Conventions;

/// <summary>Codes are what people quote to each other: each means one thing, for ever, and says what to do.</summary>
public sealed partial class CodeTests
{
    private static readonly IReadOnlyList<(string Name, FaultKind Kind)> Faults =
        [.. from room in Room.All
            from type in room.Assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where field.FieldType == typeof(FaultKind)
            select ($"{type.Name}.{field.Name}", (FaultKind)field.GetValue(null)!)];

    private static readonly IReadOnlyDictionary<string, string[]> Constants =
        (from room in Room.All
         from type in room.Assembly.GetTypes()
         from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
         let code = field.FieldType == typeof(FaultKind) ? ((FaultKind)field.GetValue(null)!).Code : field.IsLiteral ? field.GetRawConstantValue() as string : null
         where code is not null && Code().IsMatch(code)
         group $"{type.Name}.{field.Name}" by code).ToDictionary(names => names.Key, names => names.ToArray(), StringComparer.Ordinal);

    private static readonly Lazy<string> Product = new(() => string.Join('\n', Files("src", ".cs", ".razor").Concat(Files("functions", ".cs")).Select(File.ReadAllText)));

    private static readonly Lazy<string> TestsAndWords = new(() => string.Join('\n', Files("tests", ".cs", ".json").Where(file => Path.GetFileName(file) != "CodeTests.cs").Concat(Files("src", ".resx", ".js")).Select(File.ReadAllText)));

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
        Offenders.None(Faults.Where(fault => InLti(fault.Kind, 1, 2, 4, 5)), fault => fault.Kind.Status is < 400 or > 499, "is a refusal and must be a 4xx");
    }

    [Fact]
    public void Every_code_is_held_by_a_test_or_has_words() => Offenders.None(
        Written().Where(use => !Named(use.Code, TestsAndWords.Value)), use => [use.File], "is named by no test and has no words");

    [Fact]
    public void Every_code_is_used() => Offenders.None(
        Constants.Where(constant => constant.Value.All(name => Regex.Count(Product.Value, $@"\b{name.Split('.')[1]}\b") < 2)).Select(constant => constant.Key), _ => true, "is declared but never said");

    [Fact]
    public void Every_launch_refusal_has_words_for_the_student_and_the_admin_in_both_languages() => Offenders.None(
        Faults.Where(fault => InLti(fault.Kind, 1, 2)),
        fault => Lacking(fault.Kind, new ResourceManager(typeof(RefusalWords)), "student", "admin"),
        "lacks words");

    [Fact]
    public void Every_refused_notice_has_words_for_the_admin_in_both_languages() => Offenders.None(
        Faults.Where(fault => InLti(fault.Kind, 5)),
        fault => Lacking(fault.Kind, new ResourceManager(typeof(RefusalWords)), "admin"),
        "lacks words");

    [Fact]
    public void Every_service_fault_has_words_for_the_teacher_and_the_admin_in_both_languages() => Offenders.None(
        Faults.Where(fault => InLti(fault.Kind, 3)),
        fault => Lacking(fault.Kind, new ResourceManager(typeof(ServiceWords)), "teacher", "admin"),
        "lacks words");

    [Fact]
    public void Every_refused_registration_has_words_for_the_admin_in_both_languages() => Offenders.None(
        Faults.Where(fault => InLti(fault.Kind, 4)),
        fault => Lacking(fault.Kind, new ResourceManager(typeof(RegistrationWords)), "admin"),
        "lacks words");

    [Fact]
    public void Every_finding_of_the_check_has_a_sentence_in_both_languages() => Offenders.None(
        Written().Where(use => use.Code.StartsWith("CHK", StringComparison.Ordinal)),
        use => new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("es") }.Any(language =>
            new ResourceManager(typeof(DoctorWords)).GetResourceSet(language, createIfNotExists: true, tryParents: false) is not { } words
            || new[] { "", ".other" }.All(form => string.IsNullOrWhiteSpace(words.GetString($"finding.{use.Code}{form}")))),
        "lacks words");

    private static IEnumerable<string> Lacking(FaultKind kind, ResourceManager words, params string[] readers) =>
        from reader in readers
        from language in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("es") }
        where string.IsNullOrWhiteSpace(words.GetResourceSet(language, createIfNotExists: true, tryParents: false)?.GetString($"{kind.Code}.{reader}"))
        select $"{reader} in {(language.Name.Length == 0 ? "en" : language.Name)}";

    private static bool InLti(FaultKind kind, params int[] thousands) => thousands.Any(thousand => kind.Code.StartsWith($"LTI{thousand}", StringComparison.Ordinal));

    // By itself, or by the constant that holds it.
    private static bool Named(string code, string where) =>
        where.Contains(code, StringComparison.Ordinal)
        || (Constants.TryGetValue(code, out var names) && names.Any(name => where.Contains(name, StringComparison.Ordinal)));

    private static List<(string Code, string File)> Written() =>
        [.. Files("src", ".cs").Concat(Files("functions", ".cs")).SelectMany(file =>
            WrittenCode().Matches(File.ReadAllText(file)).Select(match => (match.Groups["code"].Value, Path.GetRelativePath(RepositoryFiles.Root, file))))];

    private static IEnumerable<string> Files(string top, params string[] endings) =>
        Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, top), "*", SearchOption.AllDirectories)
            .Where(file => endings.Contains(Path.GetExtension(file))
                && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex("^[A-Z]{2,4}[0-9]{4}$")]
    private static partial Regex Code();

    [GeneratedRegex("\"(?<code>(LTI|OR|RST|GRD|CLS|WID|SES|SET|PAGE|PIC|ADM|CHK)[0-9]{4})\\b")]
    private static partial Regex WrittenCode();
}
