using System.Reflection;
using Integration.Learning.Documents;

namespace Integration.Tests.Conventions;

/// <summary>Everything stored is in the data inventory.</summary>
public sealed class DocumentKindTests
{
    private const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Every_kind_that_is_declared_is_in_the_inventory_once()
    {
        var declared = Room.Learning.Assembly.GetTypes().SelectMany(type => type.GetFields(Anywhere))
            .Where(field => field.IsInitOnly && typeof(DocumentKind).IsAssignableFrom(field.FieldType) && !field.Name.Contains('<', StringComparison.Ordinal) && !IsAlias(field))
            .Select(field => (DocumentKind)field.GetValue(null)!)
            .ToList();

        Assert.NotEmpty(declared);
        Assert.Equal(Names(declared), Names(DocumentKinds.All));
        Assert.Equal(DocumentKinds.All.Count, DocumentKinds.All.Select(kind => kind.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_record_that_is_stored_belongs_to_exactly_one_kind()
    {
        var records = Room.All.SelectMany(room => room.Assembly.GetTypes()).Where(type => type.IsClass && !type.IsAbstract && typeof(IDocument).IsAssignableFrom(type));

        Assert.Equal(
            records.Select(record => record.FullName).Order(StringComparer.Ordinal),
            DocumentKinds.All.Select(kind => kind.RecordType.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_and_grades_of_a_student_can_be_erased_with_the_student() => Offenders.None(
        DocumentKinds.All.Where(kind => kind.DataClass is DataClass.Text or DataClass.Grades or DataClass.Progress),
        kind => kind is not { Subject: Subject.Learner, Retention: Retention.Learner },
        "is about a student but is not kept and erased as theirs");

    [Fact]
    public void A_kind_that_changed_its_shape_upgrades_the_older_ones() => Offenders.None(
        DocumentKinds.All.Where(kind => kind.Version > 1),
        kind => kind.GetType().GetProperty(nameof(DocumentKind<>.Upgrade))!.GetValue(kind) is null,
        "has older versions and no upgrade");

    // A private name for a kind that is declared elsewhere.
    private static bool IsAlias(FieldInfo field) => field.IsPrivate;

    private static IEnumerable<string> Names(IEnumerable<DocumentKind> kinds) => kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal);
}
