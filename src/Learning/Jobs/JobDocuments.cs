using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Jobs;

/// <summary>Who may run a job now: the process that wrote it, until <see cref="Until"/>.</summary>
internal sealed record JobLease : IDocument
{
    public int V { get; init; } = 1;

    public required DateTimeOffset Until { get; init; }
}

/// <summary>The kinds of this folder, and their one partition: <c>jobs</c>, a row per job name, point reads only.</summary>
internal static class JobDocuments
{
    public static readonly DocumentKind<JobLease> Lease = new(
        "job lease", 1, JobJson.Default.JobLease, DataClass.Security, Subject.Nobody, Retention.Hours);

    public static IReadOnlyList<DocumentKind> All { get; } = [Lease];

    public static Key Partition { get; } = Key.Of("jobs");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JobLease))]
internal sealed partial class JobJson : JsonSerializerContext;
