using System.Text.Json.Serialization;
using Integration.Learning.Documents;
using Integration.Tables;

namespace Integration.Learning.Notices;

/// <summary>That a deployment offers notices of copied courses, and how far asking for them came.</summary>
internal sealed record NoticeSubscription : IDocument
{
    public int V { get; init; } = 1;

    public required string RegistrationId { get; init; }

    public required string DeploymentId { get; init; }

    /// <summary>Where notices are asked for.</summary>
    public required Uri Service { get; init; }

    /// <summary>When the platform said yes; null while it has not.</summary>
    public DateTimeOffset? SubscribedAt { get; init; }

    /// <summary>How often it was asked in vain.</summary>
    public int Failures { get; init; }

    /// <summary>Why it last did not work.</summary>
    public string? LastCode { get; init; }

    /// <summary>Before then it is not asked.</summary>
    public required DateTimeOffset NextTry { get; init; }
}

/// <summary>The kind of this folder and its keys: one partition, in which those that wait stand together.</summary>
internal static class NoticeDocuments
{
    public static readonly DocumentKind<NoticeSubscription> Subscription = new(
        "notice subscription", 1, NoticeJson.Default.NoticeSubscription, DataClass.Configuration, Subject.Nobody, Retention.District);

    public static IReadOnlyList<DocumentKind> All { get; } = [Subscription];

    public static Key Partition { get; } = Key.Of("notice-subscriptions");

    /// <summary>Read whole by the job; empty nearly always.</summary>
    public static KeyRange AllWaiting { get; } = KeyRange.Under(Key.Of("waiting"));

    /// <summary>Point read when a process first sees a deployment's offer.</summary>
    public static Key Waiting(string registrationId, string deploymentId) => Key.Of("waiting", registrationId, deploymentId);

    /// <summary>Likewise.</summary>
    public static Key Held(string registrationId, string deploymentId) => Key.Of("held", registrationId, deploymentId);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NoticeSubscription))]
internal sealed partial class NoticeJson : JsonSerializerContext;
