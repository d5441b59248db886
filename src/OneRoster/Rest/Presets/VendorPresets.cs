using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace Integration.OneRoster.Rest.Presets;

/// <summary>The vendors we know something of, from <c>vendors.json</c>.</summary>
public static class VendorPresets
{
    private static readonly Lazy<IReadOnlyList<VendorPreset>> Shipped = new(Read);

    /// <summary>All of them, the generic ones first.</summary>
    public static IReadOnlyList<VendorPreset> All => Shipped.Value;

    /// <summary>The one with this key, or null.</summary>
    public static VendorPreset? Find(string key) => All.FirstOrDefault(preset => preset.Key == key);

    private static List<VendorPreset> Read()
    {
        using var stream = typeof(VendorPresets).Assembly.GetManifestResourceStream("vendors.json")!;
        using var reader = new JsonTextReader(new StreamReader(stream)) { DateParseHandling = DateParseHandling.None };
        var serializer = JsonSerializer.Create(new JsonSerializerSettings
        {
            ContractResolver = new DefaultContractResolver { NamingStrategy = new CamelCaseNamingStrategy() },
            Converters = { new StringEnumConverter() },
            MissingMemberHandling = MissingMemberHandling.Error,
            DateParseHandling = DateParseHandling.None,
        });
        return serializer.Deserialize<List<VendorPreset>>(reader)!;
    }
}
