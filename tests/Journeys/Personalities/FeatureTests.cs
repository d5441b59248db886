using Integration.Sandbox.Personalities;

namespace Integration.Tests.Journeys.Personalities;

/// <summary>Everything the product does, on every LMS that the practice LMS plays, over HTTP and with nothing played on the tool's side.</summary>
[Collection(PlayedSchoolsCollection.Name)]
public sealed class FeatureTests(PlayedSchools schools)
{
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var lms in Personality.All)
            {
                foreach (var feature in Feature.All)
                {
                    cells.Add(lms.Key, feature.Name);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_feature_works_on_every_LMS(string lms, string feature)
        => Assert.NotEmpty(await schools.OutcomeAsync(lms, Feature.All.Single(one => one.Name == feature)));
}
