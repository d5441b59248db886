using System.Collections.Concurrent;
using System.Security.Cryptography;
using Integration.Learning.Documents;
using Integration.Learning.Sealing;
using Integration.Tables;
using Microsoft.AspNetCore.DataProtection;

namespace Integration.Learning.Districts;

/// <summary>The districts, cached for a minute, and the ids of their learners.</summary>
public sealed class DistrictStore(IDocumentStore store, IDataProtectionProvider sealing, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private static readonly TimeSpan CacheAge = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<DistrictId, (District District, DateTimeOffset At)> cache = new();
    private readonly ConcurrentDictionary<DistrictId, byte[]> secrets = new();

    /// <summary>The district, or null; at most a minute old.</summary>
    public async ValueTask<District?> FindAsync(DistrictId id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (cache.TryGetValue(id, out var cached) && now - cached.At < CacheAge)
        {
            return cached.District;
        }

        var found = await store.FindAsync(DistrictDocuments.District, DistrictDocuments.Partition, DistrictDocuments.Row(id), ct);
        if (found is not null)
        {
            cache[id] = (found.Value, now);
        }

        return found?.Value;
    }

    /// <summary>Every district by id.</summary>
    public async Task<IReadOnlyList<District>> ListAsync(CancellationToken ct)
    {
        var districts = new List<District>();
        await foreach (var district in store.ReadAllAsync(DistrictDocuments.District, DistrictDocuments.Partition, KeyRange.All, ct))
        {
            districts.Add(district.Value);
        }

        return districts;
    }

    /// <summary>Adds a district with a learner secret of its own; one that is there is never overwritten.</summary>
    public async Task<SetupResult<District>> AddAsync(NewDistrict asked, CancellationToken ct)
    {
        if (asked.Problem() is { } problem)
        {
            return problem;
        }

        var id = DistrictId.Parse(asked.Id);
        var district = new District
        {
            Id = id.Value,
            Name = string.IsNullOrWhiteSpace(asked.Name) ? id.Value : asked.Name.Trim(),
            TimeZone = asked.TimeZone,
            Language = asked.Language,
            SealedLearnerSecret = Convert.ToBase64String(SealerOf(id).Protect(RandomNumberGenerator.GetBytes(SecretBytes))),
        };
        var added = await store.CommitAsync(
            new Batch(DistrictDocuments.Partition).Insert(DistrictDocuments.District, DistrictDocuments.Row(id), district), ct);
        return added.Committed ? district : new SetupRefusal("SET1005", $"There is a district '{id}' already.");
    }

    /// <summary>
    /// The district an admin meant: the named one, else the only one, else (there is none at all) a new one called <c>default</c>. Two processes that make it
    /// at once end with the same one.
    /// </summary>
    public async Task<SetupResult<District>> ResolveAsync(string? named, CancellationToken ct)
    {
        if (named is not null)
        {
            return DistrictId.TryParse(named) is { } id && await FindAsync(id, ct) is { } found
                ? found
                : new SetupRefusal("SET1006", $"There is no district '{named}'. {await NamesAsync(ct)}");
        }

        switch (await ListAsync(ct))
        {
            case []:
                var made = await AddAsync(new NewDistrict(NewDistrict.DefaultId), ct);
                return made.Refusal is null ? made : await ResolveAsync(NewDistrict.DefaultId, ct);
            case [var only]:
                return only;
            default:
                return new SetupRefusal("SET1007", $"There are several districts: name one with --district. {await NamesAsync(ct)}");
        }
    }

    /// <summary>The learner an issuer calls <paramref name="subject"/>, within a district that exists.</summary>
    public async ValueTask<LearnerId> LearnerIdAsync(DistrictId district, string issuer, string subject, CancellationToken ct)
    {
        if (!secrets.TryGetValue(district, out var secret))
        {
            var found = await FindAsync(district, ct) ?? throw new InvalidOperationException($"There is no district '{district}'.");
            secret = secrets.GetOrAdd(district, SealerOf(district).Unprotect(Convert.FromBase64String(found.SealedLearnerSecret)));
        }

        return LearnerId.Of(secret, issuer, subject);
    }

    // The id is part of the purpose, so one district's secret copied into another's row does not open.
    private IDataProtector SealerOf(DistrictId id) => sealing.CreateProtector(SealingPurposes.LearnerSecret, id.Value);

    private async Task<string> NamesAsync(CancellationToken ct) =>
        await ListAsync(ct) is { Count: > 0 } all ? $"There are: {string.Join(", ", all.Take(20).Select(district => district.Id))}." : "There is none yet.";
}
