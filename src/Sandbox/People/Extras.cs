namespace Integration.Sandbox.People;

/// <summary>People beside the classroom file, so that every kind of role can be tried.</summary>
internal static class Extras
{
    public const string Assistant = "ta1";

    public static IReadOnlyList<Person> People { get; } =
    [
        new(Assistant, "Dara", "Holm", "Dara Holm", "Dara Holm", "ta1@staff.blueheron.example", "bh-tch-0090", "en"),
        new("o1", "Efua", "Osei-Bonsu", "Efua Osei-Bonsu", "Efua Osei-Bonsu", "o1@families.blueheron.example", null, "en"),
        new("o2", "Rosa", "Morales Peña", "Rosa Morales Peña", "Rosa Morales Peña", "o2@families.blueheron.example", null, "es"),
        new("x-c1", "Test", "Student", "Test Student", "Test Student", null, null, "en"),
        new("x-c2", "Test", "Student", "Test Student", "Test Student", null, null, "en"),
        new("x-c3", "Test", "Student", "Test Student", "Test Student", null, null, "en"),
    ];

    /// <summary>The family member who follows this student, if any.</summary>
    public static string? ObserverOf(string student) => student switch
    {
        "s01" => "o1",
        "s15" => "o2",
        _ => null,
    };

    public static string TestStudentOf(string course) => "x-" + course;
}
