using System.Globalization;
using System.Text.Json;
using Integration.Sandbox.Sis.Districts;
using Integration.Sandbox.Sis.Security;
using Microsoft.AspNetCore.WebUtilities;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>Answers one request of the rostering service: access, route, parameters, records.</summary>
internal sealed class RosterAnswer(PracticeSis sis, SisAccess access, Addresses addresses, TimeProvider clock)
{
    private const string Demographics = "demographics";
    private const int FlushAt = 64 * 1024;

    public async Task WriteAsync(HttpContext context, string root, string[] segments, SisVersion version, CancellationToken ct)
    {
        // A client takes its next "since" from this header, so it must tell the time that stands in the records.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        var (today, sky) = (sis.Today, sis.Sky);
        sis.Ledger.NoteCall();
        if (RosterStorm.Instead(context, sky, addresses) is { } instead)
        {
            await instead.ExecuteAsync(context);
            return;
        }

        if (segments[0] == Demographics)
        {
            sis.Ledger.NoteDemographics();
        }

        var scopes = segments[0] == Demographics ? SisScopes.ForDemographics(version) : SisScopes.ForRoster(version);
        if (access.Fault(context.Request, version, scopes) is { } refused)
        {
            await refused.ToResult(version).ExecuteAsync(context);
            return;
        }

        if (segments[0] == sky.Weather.Forbidden)
        {
            await SisFault.Forbidden("The table behind this collection is not open to this client.").ToResult(version).ExecuteAsync(context);
            return;
        }

        if (segments.Length > 2 || RosterRoute.Find(segments[0]) is not { } route)
        {
            await SisFault.Unknown("This service is not offered.").ToResult(version).ExecuteAsync(context);
            return;
        }

        var names = RecordForm.Of(today.District.Live(route.Collection).First(), version).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var (query, fault) = RosterQuery.Read(context.Request.Query, single: segments.Length == 2, version, names);
        if (query is null)
        {
            await fault!.ToResult(version).ExecuteAsync(context);
            return;
        }

        if (segments.Length == 2)
        {
            await WriteOneAsync(context, root, route, segments[1], query, version, ct);
            return;
        }

        query = RosterStorm.Bend(query, sky.Weather);
        var (page, total) = query is { Offset: 0, Filter: null or { IsAllLive: true } } && sky.BeginsEmpty(route.Name) ? ([], 0) : today.Of(route, query, version);
        if (!sky.Weather.NoHeaders)
        {
            WriteHeaders(context, query, total, sky.Weather);
        }

        await WriteManyAsync(context, addresses.At(root), RosterStorm.KeyOf(route, sky.Weather), page, query, version, sky.Weather, ct);
    }

    private async Task WriteOneAsync(HttpContext context, string root, RosterRoute route, string id, RosterQuery query, SisVersion version, CancellationToken ct)
    {
        if (sis.Today.District.Find(route.Collection, id) is not { } record || route.Part?.Invoke(record) == false)
        {
            await SisFault.Unknown("There is no such object.").ToResult(version).ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WritePropertyName(route.One);
        new RecordJson(json, addresses.At(root), version, query.Fields).Write(record);
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private static async Task WriteManyAsync(
        HttpContext context, string root, string key, IEnumerable<SisRecord> page, RosterQuery query, SisVersion version, SisWeather weather, CancellationToken ct)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        IRecordJson records = weather.DirtyTypes ? new DirtyRecordJson(json, version, query.Fields) : new RecordJson(json, root, version, query.Fields);
        var number = query.Offset;
        json.WriteStartObject();
        json.WriteStartArray(key);
        foreach (var record in page)
        {
            if (RosterStorm.BreaksBefore(++number, weather))
            {
                await json.FlushAsync(ct);
                context.Abort();
                return;
            }

            records.Write(record);
            if (json.BytesPending > FlushAt || weather.Drips)
            {
                await json.FlushAsync(ct);
                await RosterStorm.DripAsync(number, weather, ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    private void WriteHeaders(HttpContext context, RosterQuery query, int total, SisWeather weather)
    {
        context.Response.Headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        var last = total == 0 ? 0 : (total - 1) / query.Limit * query.Limit;
        List<(string Rel, int Offset)> links = [("first", 0)];
        if (query.Offset > 0)
        {
            links.Add(("prev", Math.Max(0, query.Offset - query.Limit)));
        }

        if (query.Offset + query.Limit < total)
        {
            links.Add(("next", query.Offset + query.Limit));
        }

        links.Add(("last", last));
        context.Response.Headers.Link = string.Join(", ", links.Select(l => $"<{Address(l.Rel, l.Offset)}>; rel=\"{l.Rel}\""));

        string Address(string rel, int offset) => rel == "next" && weather.LinksElsewhere
            ? RosterStorm.Elsewhere(addresses, At(context, query, offset))
            : At(context, query, offset);
    }

    private string At(HttpContext context, RosterQuery query, int offset)
    {
        var kept = context.Request.Query.Where(q => q.Key is not ("limit" or "offset"))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value))
            .Append(new("limit", query.Limit.ToString(CultureInfo.InvariantCulture)))
            .Append(new("offset", offset.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString(addresses.At(context.Request.Path), kept);
    }
}
