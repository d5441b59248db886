using System.Text.Json;
using System.Text.Json.Serialization;

namespace Integration.Sandbox.People;

/// <summary>The part of <c>classroom.json</c> that an LMS or a SIS knows: who there is, which courses, and who is in them.</summary>
internal sealed record ClassroomFile(
    ClassroomFile.MetaEntry Meta,
    ClassroomFile.OrgEntry Org,
    IReadOnlyList<ClassroomFile.AdminEntry> Admins,
    IReadOnlyList<ClassroomFile.TeacherEntry> Teachers,
    IReadOnlyList<ClassroomFile.StudentEntry> Students,
    IReadOnlyList<ClassroomFile.CourseEntry> Courses,
    IReadOnlyList<ClassroomFile.EnrollmentEntry> Enrollments)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public static ClassroomFile Read()
    {
        using var stream = typeof(ClassroomFile).Assembly.GetManifestResourceStream("classroom.json")!;
        return JsonSerializer.Deserialize<ClassroomFile>(stream, Json)!;
    }

    internal sealed record MetaEntry(DateTimeOffset AsOf);

    internal sealed record OrgEntry(NamedEntry District, NamedEntry School);

    internal sealed record NamedEntry(string SourcedId, string Name);

    internal sealed record AdminEntry(string Id, string DisplayName);

    internal sealed record TeacherEntry(string Id, string SourcedId, string GivenName, string FamilyName, string DisplayName, string Email);

    internal sealed record StudentEntry(
        string Id,
        string SourcedId,
        string GivenName,
        string FamilyName,
        string PreferredName,
        string GradeLevel,
        string UiLanguage,
        string Email,
        string? DisplayOrder = null,
        string? NativeScriptName = null)
    {
        [JsonIgnore]
        public string Name => DisplayOrder == "family-first" ? $"{FamilyName} {PreferredName}" : $"{PreferredName} {FamilyName}";
    }

    internal sealed record CourseEntry(string Id, string SourcedId, string Title, string Teacher, string ContextId);

    internal sealed record EnrollmentEntry(string Course, string Student, DateOnly BeginDate, DateOnly? EndDate, string Status);
}
