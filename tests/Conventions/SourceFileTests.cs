using System.Text.RegularExpressions;

namespace Integration.Tests.Conventions;

/// <summary>Where files lie and how long they are.</summary>
public sealed partial class SourceFileTests
{
    private const int LongestFile = 400;
    private static readonly string[] Rooms = ["functions", "src/Learning", "src/Lti", "src/OneRoster", "src/Sandbox", "src/Tables"];

    [Fact]
    public void A_namespace_is_its_folder() => Offenders.None(
        Sources(".cs").Where(file => Namespace().Match(File.ReadAllText(file.Path)) is { Success: true } found && found.Groups[1].Value != file.Namespace),
        file => [$"expected {file.Namespace}"],
        "has another namespace");

    [Fact]
    public void No_file_is_longer_than_its_idea() => Offenders.None(
        Sources(".cs", ".razor", ".js", ".css"),
        file => File.ReadLines(file.Path).Count() is > LongestFile and var lines ? [$"{lines} lines, at most {LongestFile}"] : [],
        "is too long");

    [Fact]
    public void Each_room_has_a_README_that_says_what_lives_there() => Offenders.None(
        Rooms, room => !File.Exists(Path.Combine(RepositoryFiles.Root, room, "README.md")), "has no README.md");

    [Fact]
    public void Nothing_is_left_to_be_done_later() => Offenders.None(
        Sources(".cs", ".razor", ".js", ".css").Where(file => !file.Name.StartsWith("tests/", StringComparison.Ordinal)),
        file => LeftOver().Matches(File.ReadAllText(file.Path)).Select(match => match.Value),
        "leaves something open");

    private static IEnumerable<SourceFile> Sources(params string[] endings) =>
        from top in Rooms.Append("tests")
        from path in Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, top), "*", SearchOption.AllDirectories)
        let file = new SourceFile(path)
        where endings.Contains(Path.GetExtension(path)) && !file.IsBuilt
        orderby file.Name
        select file;

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|#region|new NotImplementedException|new NotSupportedException\(\)")]
    private static partial Regex LeftOver();

    private sealed class SourceFile(string path)
    {
        internal string Path => path;

        internal string Name { get; } = System.IO.Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/');

        internal bool IsBuilt => Name.Split('/').Any(part => part is "bin" or "obj" or "node_modules");

        /// <summary>The nearest project's name, then the folders below it.</summary>
        internal string Namespace
        {
            get
            {
                var folder = Directory.GetParent(path)!;
                var below = new Stack<string>();
                string? project;
                while ((project = Directory.EnumerateFiles(folder.FullName, "*.csproj").FirstOrDefault()) is null)
                {
                    below.Push(folder.Name);
                    folder = folder.Parent!;
                }

                return string.Join('.', below.Prepend(System.IO.Path.GetFileNameWithoutExtension(project)));
            }
        }

        public override string ToString() => Name;
    }
}
