using Integration.Learning.Activities;
using Integration.Learning.Classes;
using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Tables;
using Integration.Tests.RealParts;

namespace Integration.Tests.Learning.Activities;

/// <summary>A submission review need not name its link; then the gradebook column does.</summary>
public sealed class PlacementColumnTests(Azurite azurite)
{
    private static readonly DistrictId District = DistrictId.Parse(NewDistrict.DefaultId);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_placed_link_is_found_by_its_column_in_its_own_class_alone(bool inAzure)
    {
        await using var tool = inAzure ? LearningTool.StartOn(await azurite.ConnectionStringAsync()) : LearningTool.Start();
        var store = tool.Get<IDocumentStore>();
        var (own, other) = (ClassOf("course-1"), ClassOf("course-2"));
        await PlaceAsync(store, own, "link-1", "https://lms.example.org/items/1?type_id=7");
        await PlaceAsync(store, own, "link-2", "https://lms.example.org/items/2?type_id=7");
        await PlaceAsync(store, other, "link-3", "https://lms.example.org/items/3?type_id=7");
        var placements = tool.Get<PlacementStore>();

        var found = await placements.FindByColumnAsync(own, new Uri("https://lms.example.org/items/2?type_id=7"), Ct);

        Assert.Equal("link-2", found?.Value.LinkId);
        Assert.Null(await placements.FindByColumnAsync(own, new Uri("https://lms.example.org/items/3?type_id=7"), Ct));
    }

    private static ClassRef ClassOf(string context) => ClassRef.Of(District, "https://lms.example.org", context, "1");

    private static Task PlaceAsync(IDocumentStore store, ClassRef @class, string link, string column) => store.CommitAsync(
        new Batch(@class.Partition).Insert(
            ClassDocuments.Placement,
            ClassKeys.Placement(link),
            new Placement { LinkId = link, RegistrationId = "reg", DeploymentId = "1", LineItem = new Uri(column) }),
        Ct);
}
