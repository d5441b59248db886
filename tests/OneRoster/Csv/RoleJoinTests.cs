using Integration.OneRoster.Rostering;

namespace Integration.Tests.OneRoster.Csv;

/// <summary>What people are, from roles.csv in 1.2 and from their own rows in 1.1, in one form.</summary>
public sealed class RoleJoinTests
{
    private const string Header = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n";

    [Fact]
    public async Task Both_versions_give_one_form()
    {
        var first = await SomePackage.Bulk11().ReadAsync();
        var second = await SomePackage.Bulk12().Edit("roles.csv", text => text.Replace("2026-08-01", "", StringComparison.Ordinal)).ReadAsync();

        Assert.Equal("1.2", second.Offer!.Version);
        Assert.Equal(first.All<User>().Select(user => user.Roles.Single()), second.All<User>().Select(user => user.Roles.Single()));
    }

    [Fact]
    public async Task Roles_come_primary_first_whatever_their_order_in_the_file()
    {
        var rows = new[] { "a,,,u1,secondary,teacher,,,o2,", "b,,,u2,primary,student,2026-08-01,2027-06-30,o1,", "c,,,u1,primary,principal,,,o1,", "d,,,u1,secondary,aide,,,o1," };
        var forwards = await SomePackage.Bulk12().With("roles.csv", Header + string.Join('\n', rows)).ReadAsync();
        var backwards = await SomePackage.Bulk12().With("roles.csv", Header + string.Join('\n', rows.Reverse())).ReadAsync();

        Assert.Equal(["principal o1 True", "aide o1 False", "teacher o2 False"], Roles(forwards.All<User>().First()));
        Assert.Equal(Roles(forwards.All<User>().First()), Roles(backwards.All<User>().First()));
        Assert.Equal(new DateOnly(2027, 6, 30), forwards.All<User>().Last().Roles.Single().EndDate);
    }

    [Fact]
    public async Task An_ended_role_is_none()
    {
        var reading = await SomePackage.Bulk12().Edit("roles.csv", text => text + "r3,tobedeleted,,u1,secondary,administrator,,,o1,\n").ReadAsync();

        Assert.Equal(["teacher o1 True"], Roles(reading.All<User>().First()));
    }

    [Fact]
    public async Task Ids_differ_by_their_capitals()
    {
        var reading = await SomePackage.Bulk12().Edit("roles.csv", text => text.Replace(",u2,", ",U2,", StringComparison.Ordinal)).ReadAsync();

        Assert.Empty(reading.All<User>().Last().Roles);
        Assert.Equal(["OR3171 roles.csv 1", "OR3172 users.csv 1"], reading.Told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task In_1_1_there_is_a_role_at_each_org_and_the_first_is_primary()
    {
        var reading = await SomePackage.Bulk11().Edit("users.csv", text => text.Replace("u1,,,true,o1,", "u1,,,true,\"o1, o2\",", StringComparison.Ordinal)).ReadAsync();

        Assert.Equal(["teacher o1 True", "teacher o2 False"], Roles(reading.All<User>().First()));
    }

    [Fact]
    public async Task Changed_people_without_changed_roles_are_read_without_roles()
    {
        var reading = await SomePackage.Bulk12().Without("roles.csv")
            .Edit("manifest.csv", text => text.Replace("file.roles,bulk\n", "", StringComparison.Ordinal).Replace("users,bulk", "users,delta", StringComparison.Ordinal)).ReadAsync();

        Assert.Null(reading.Fault);
        Assert.Equal(ReadMode.Changes, reading.Offer!.Modes[RosterCollection.Users]);
        Assert.All(reading.All<User>(), user => Assert.Empty(user.Roles));
        Assert.Equal(["OR3143 users.csv 2"], reading.Told);
    }

    [Fact]
    public async Task Unchanged_peoples_roles_are_no_news_in_a_delta_of_users()
    {
        var reading = await SomePackage.Bulk12()
            .Edit("manifest.csv", text => text.Replace("users,bulk", "users,delta", StringComparison.Ordinal))
            .Edit("users.csv", text => text[..text.IndexOf("u2,", StringComparison.Ordinal)].Replace("u1,,", "u1,active,2026-09-01T00:00:00Z", StringComparison.Ordinal)).ReadAsync();

        Assert.Empty(reading.Told);
        Assert.Equal(["teacher o1 True"], Roles(Assert.Single(reading.All<User>())));
    }

    private static IEnumerable<string> Roles(User user) => user.Roles.Select(role => $"{role.Role} {role.Org} {role.Primary}");
}
