using Integration.Sandbox;
using Integration.Sandbox.Courses;
using Integration.Sandbox.People;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Tests.Sandbox;

public sealed class SchoolTests
{
    [Fact]
    public void On_a_computer_whose_clock_is_early_the_school_year_has_begun()
    {
        var school = new School(new FakeTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(14, school.Roll(school.Courses[0]).Count(m => m.Standing == Standing.Student && school.IsActive(m)));
    }

    [Fact]
    public void An_enrolment_holds_from_its_first_day_to_its_last()
    {
        var school = new School(TimeProvider.System);
        var place = new Membership(school.People[0], school.Courses[0], Standing.Student, From: new(2026, 9, 28), Until: new(2026, 10, 7));

        Assert.False(place.IsActiveOn(new(2026, 9, 27)));
        Assert.True(place.IsActiveOn(new(2026, 9, 28)));
        Assert.True(place.IsActiveOn(new(2026, 10, 7)));
        Assert.False(place.IsActiveOn(new(2026, 10, 8)));
    }

    [Fact]
    public void Everybody_has_an_opaque_subject_of_their_own()
    {
        var school = new School(TimeProvider.System);

        Assert.Equal(school.People.Count, school.People.Select(p => p.Subject).Distinct().Count());
        Assert.All(school.People, p => Assert.DoesNotContain(p.FamilyName, p.Subject, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_master_key_is_made_once_and_forgotten_only_on_reset()
    {
        var directory = Directory.CreateTempSubdirectory();
        var stranger = Path.Combine(directory.FullName, "notes.txt");
        File.WriteAllText(stranger, "not ours");
        var folder = new DataFolder(directory.FullName);

        var first = folder.MasterKey();
        Assert.Equal(first, new DataFolder(directory.FullName).MasterKey());
        Assert.Equal(32, Convert.FromBase64String(first).Length);
        folder.Clear();
        Assert.NotEqual(first, folder.MasterKey());
        Assert.True(File.Exists(stranger));
        directory.Delete(recursive: true);
    }
}
