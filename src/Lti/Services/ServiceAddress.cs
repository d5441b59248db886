namespace Integration.Lti.Services;

/// <summary>Edits service addresses without touching what the platform put there: many carry a query of their own.</summary>
internal static class ServiceAddress
{
    /// <summary>Appends to the path, before any query: <c>…/lineitem?type_id=1</c> becomes <c>…/lineitem/scores?type_id=1</c>.</summary>
    public static Uri WithPathSuffix(this Uri address, string suffix)
        => new(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + suffix + address.Query);

    /// <summary>Sets one query value, replacing an earlier one of that name.</summary>
    public static Uri WithQuery(this Uri address, string name, string value)
    {
        var kept = Parts(address).Where(part => NameOf(part) != name);
        return new Uri($"{address.GetLeftPart(UriPartial.Path)}?{string.Join('&', kept.Append($"{name}={Uri.EscapeDataString(value)}"))}");
    }

    /// <summary>Sets one query value; null leaves the address as it is.</summary>
    public static Uri WithOptionalQuery(this Uri address, string name, string? value) => value is null ? address : address.WithQuery(name, value);

    /// <summary>Sets one query value unless the address has one of that name already.</summary>
    public static Uri WithDefaultQuery(this Uri address, string name, string value)
        => Parts(address).Any(part => NameOf(part) == name) ? address : address.WithQuery(name, value);

    private static string[] Parts(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    private static string NameOf(string part) => Uri.UnescapeDataString(part.Split('=', 2)[0]);
}
