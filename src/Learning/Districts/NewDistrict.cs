namespace Integration.Learning.Districts;

/// <summary>A district as an admin asks for it, unchecked.</summary>
public sealed record NewDistrict(string Id, string? Name = null, string TimeZone = "UTC", string Language = "en")
{
    /// <summary>The id of the district that is made when there is none and none was named.</summary>
    public const string DefaultId = "default";

    internal SetupRefusal? Problem()
    {
        if (DistrictId.TryParse(Id) is null)
        {
            return new("SET1001", $"'{Id}' is no district id: use 1 to 40 lower-case letters, digits and hyphens.");
        }

        if (Name is { Length: > 200 } || Name?.Any(char.IsControl) == true)
        {
            return new("SET1002", "The district's name is longer than 200 characters or holds control characters.");
        }

        // Windows names pass FindSystemTimeZoneById too, but browsers and exports know the IANA ones only.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) || !zone.HasIanaId)
        {
            return new("SET1003", $"'{TimeZone}' is no time zone this machine knows: use an IANA name such as America/Denver.");
        }

        return Language is "en" or "es" ? null : new("SET1004", $"'{Language}' is no language of this tool: use en or es.");
    }
}
