using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Integration.Learning.Roster.Join;
using Integration.Learning.Roster.Runs;
using Integration.Learning.Roster.Sources;

namespace Integration.Functions.Cli;

/// <summary>A roster source as <c>--json</c> prints it: everything but its secret.</summary>
internal sealed record RosterSourceAnswer(
    string Id,
    string District,
    string Name,
    string? Package,
    string? Preset,
    IReadOnlyDictionary<string, string>? Values,
    string? Schedule,
    bool Paused,
    int HoldShare,
    int HoldLeast,
    int FullEveryDays)
{
    internal static RosterSourceAnswer Of(RosterSource source) => new(
        source.Id,
        source.District,
        source.Name,
        source.Package,
        source.Rest?.Preset,
        source.Rest is { } rest ? Shown(rest) : null,
        source.Schedule,
        source.Paused,
        source.HoldShare,
        source.HoldLeast,
        source.FullEveryDays);

    private static SortedDictionary<string, string> Shown(RestSource rest)
    {
        var values = new SortedDictionary<string, string>(rest.Values.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in new[] { ("url", rest.Address), ("tokenUrl", rest.TokenAddress), ("scope", rest.Scopes), ("credentials", rest.Credentials) })
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }

        if (rest.IgnoreTotal is true)
        {
            values["ignoreTotal"] = "true";
        }

        return values;
    }
}

/// <summary>The report of a run as <c>--json</c> prints it.</summary>
internal sealed record RunAnswer(
    string District,
    string Source,
    string Run,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? Since,
    string? Version,
    IReadOnlyList<CollectionReport> Collections,
    IReadOnlyList<WarningReport> Warnings,
    IReadOnlyList<HoldReason> Holds,
    RosterDecision? Decision,
    RunFault? Fault,
    long Calls,
    long Bytes,
    long Transactions,
    double WorkSeconds)
{
    internal static RunAnswer Of(FinishedRun done) => new(
        done.Source.District,
        done.Source.Id,
        done.Run.Id,
        JsonNamingPolicy.CamelCase.ConvertName(done.Run.State.ToString()),
        done.Run.StartedAt,
        done.Run.EndedAt,
        done.Run.Since,
        done.Run.Version,
        done.Run.Collections,
        done.Run.Warnings,
        done.Run.Holds,
        done.Run.Decision,
        done.Run.Fault,
        done.Run.Calls,
        done.Run.Bytes,
        done.Run.Transactions,
        Math.Round(done.Run.WorkSeconds, 3));
}

/// <summary>Where a source stands, as <c>--json</c> prints it.</summary>
internal sealed record RosterStatusAnswer(
    string District, string Source, string? Schedule, bool Paused, DateTimeOffset? Next, string? Current, string? Waiting, RunAnswer? Last, IReadOnlyDictionary<string, long> Active);

/// <summary>A join rule as <c>--json</c> prints it.</summary>
internal sealed record JoinRuleAnswer(string District, string Person, string Class);

[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RosterSourceAnswer))]
[JsonSerializable(typeof(IReadOnlyList<RosterSourceAnswer>))]
[JsonSerializable(typeof(IReadOnlyList<RosterStatusAnswer>))]
[JsonSerializable(typeof(JoinReport))]
[JsonSerializable(typeof(JoinRuleAnswer))]
internal sealed partial class RosterAnswerJson : JsonSerializerContext
{
    /// <summary>One line, so that a script takes the last one.</summary>
    internal static RosterAnswerJson Line { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    });
}
