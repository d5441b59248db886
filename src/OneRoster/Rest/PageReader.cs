using Integration.OneRoster.Rostering;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Integration.OneRoster.Rest;

/// <summary>One page, read.</summary>
/// <param name="Records">The records that say something.</param>
/// <param name="Warnings">What was odd.</param>
/// <param name="Received">How many entries the SIS sent, odd ones included: that is what the offset moves by.</param>
/// <param name="Ids">Their ids, in order.</param>
internal sealed record PageContent(IReadOnlyList<RosterRecord> Records, IReadOnlyList<RosterWarning> Warnings, int Received, IReadOnlyList<string> Ids);

/// <summary>
/// Reads a page as it arrives, object by object; the page is never held as text or as a tree. The list is taken by its shape, since envelopes carry wrong
/// names, and its objects must look like records.
/// </summary>
internal sealed class PageReader(RosterCollection collection, long offset)
{
    private const int MostDepth = 64;
    private readonly string _plural = CollectionAddress.Name(collection);

    /// <summary>The page, or the fault of an answer that holds none.</summary>
    /// <exception cref="JsonException">The answer is no JSON, or ends early.</exception>
    public async Task<OneRosterResult<PageContent>> ReadAsync(TextReader text, CancellationToken ct)
    {
        using var json = new JsonTextReader(text)
        {
            CloseInput = false,
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Double,
            MaxDepth = MostDepth,
        };
        await NextAsync(json, ct).ConfigureAwait(false);
        var found = json.TokenType switch
        {
            JsonToken.StartArray => await ListAsync(json, ct).ConfigureAwait(false),
            JsonToken.StartObject => await EnvelopeAsync(json, ct).ConfigureAwait(false),
            _ => null,
        };
        return found switch
        {
            null => new OneRosterFault(RestFaults.NoCollection, _plural),
            { Received: > 0, Ids.Count: 0 } when found.Received > 1 || offset == 0 => new OneRosterFault(RestFaults.NoIds, _plural),
            _ => new PageContent(found.Records, found.Warnings, found.Received, found.Ids),
        };
    }

    private async Task<Found?> EnvelopeAsync(JsonTextReader json, CancellationToken ct)
    {
        Found? named = null;
        List<(string Name, Found List)> others = [];
        var isEmpty = true;
        while (await MemberAsync(json, ct).ConfigureAwait(false) is { } name)
        {
            isEmpty = false;
            var isOurs = IsOurs(name);
            switch (json.TokenType)
            {
                case JsonToken.StartArray when isOurs:
                    named = await ListAsync(json, ct).ConfigureAwait(false);
                    break;
                case JsonToken.StartArray when !IsStatus(name):
                    others.Add((name, await ListAsync(json, ct).ConfigureAwait(false)));
                    break;
                case JsonToken.StartObject when isOurs:
                    named = new Found();
                    await EntryAsync(json, named, ct).ConfigureAwait(false);
                    break;
                case JsonToken.Null when isOurs:
                    named = new Found();
                    break;
                default:
                    await json.SkipAsync(ct).ConfigureAwait(false);
                    break;
            }
        }

        return named ?? (isEmpty ? Nothing() : ByShape(others));
    }

    private Found Nothing()
    {
        var nothing = new Found();
        nothing.Warnings.Add(RestWarnings.EmptyObject(collection));
        return nothing;
    }

    private Found? ByShape(List<(string Name, Found List)> lists)
    {
        // Beside the list of records there may be lists of other things; those have no ids.
        var candidates = lists.Count == 1 ? lists : [.. lists.Where(list => list.List.Ids.Count > 0)];
        if (candidates is not [var (name, found)])
        {
            return null;
        }

        // The name comes from the SIS: no more of it than a name can have.
        found.Warnings.Insert(0, RestWarnings.WrongEnvelope(collection, new string([.. name.Where(char.IsAsciiLetterOrDigit).Take(40)])));
        return found;
    }

    private async Task<Found> ListAsync(JsonTextReader json, CancellationToken ct)
    {
        var found = new Found();
        while (true)
        {
            await NextAsync(json, ct).ConfigureAwait(false);
            if (json.TokenType == JsonToken.EndArray)
            {
                return found;
            }

            await EntryAsync(json, found, ct).ConfigureAwait(false);
        }
    }

    private async Task EntryAsync(JsonTextReader json, Found found, CancellationToken ct)
    {
        var at = offset + found.Received++;
        if (json.TokenType != JsonToken.StartObject)
        {
            await json.SkipAsync(ct).ConfigureAwait(false);
            found.Warnings.Add(RestWarnings.NoId(collection, at));
            return;
        }

        var entry = new JObject();
        while (await MemberAsync(json, ct).ConfigureAwait(false) is { } name)
        {
            if (RecordReader.Wants(collection, name))
            {
                entry[name] = await JToken.ReadFromAsync(json, ct).ConfigureAwait(false);
            }
            else
            {
                await json.SkipAsync(ct).ConfigureAwait(false);
            }
        }

        if (entry.Id("sourcedId") is not { } id)
        {
            found.Warnings.Add(RestWarnings.NoId(collection, at));
            return;
        }

        found.Ids.Add(id.Value);
        if (new RecordReader(collection, found.Warnings).Read(entry, id) is { } record)
        {
            found.Records.Add(record);
        }
    }

    /// <summary>The name of the next member, with the reader on its value; null at the end of the object.</summary>
    private static async Task<string?> MemberAsync(JsonTextReader json, CancellationToken ct)
    {
        await NextAsync(json, ct).ConfigureAwait(false);
        if (json.TokenType != JsonToken.PropertyName)
        {
            return null;
        }

        var name = (string)json.Value!;
        await NextAsync(json, ct).ConfigureAwait(false);
        return name;
    }

    private static async Task NextAsync(JsonTextReader json, CancellationToken ct)
    {
        do
        {
            if (!await json.ReadAsync(ct).ConfigureAwait(false))
            {
                throw new JsonReaderException("The answer ends early.");
            }
        }
        while (json.TokenType == JsonToken.Comment);
    }

    private bool IsOurs(string name)
        => name.Equals(_plural, StringComparison.OrdinalIgnoreCase) || name.Equals(CollectionAddress.Singular(collection), StringComparison.OrdinalIgnoreCase);

    private static bool IsStatus(string name)
        => name.StartsWith("imsx_", StringComparison.OrdinalIgnoreCase) || name.Equals("statusInfoSet", StringComparison.OrdinalIgnoreCase);

    private sealed class Found
    {
        public List<RosterRecord> Records { get; } = [];

        public List<RosterWarning> Warnings { get; } = [];

        public List<string> Ids { get; } = [];

        public int Received { get; set; }
    }
}
