using System.Text;

namespace Integration.Tests.Certification.Fuzz;

/// <summary>Makes requests out of good ones for the addresses that anybody may write to: fields changed, dropped, doubled, or a body that is no form.</summary>
internal static class FormMutator
{
    private static readonly string[] MediaTypes = ["application/json", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded; charset=utf-7", ""];

    /// <summary>One to three changes to the fields.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(IEnumerable<KeyValuePair<string, string>> good, Random random)
    {
        var fields = good.ToList();
        for (var i = random.Next(1, 4); i > 0 && fields.Count > 0; i--)
        {
            var at = random.Next(fields.Count);
            switch (random.Next(5))
            {
                case 0:
                    fields.RemoveAt(at);
                    break;
                case 1:
                    fields.Add(fields[at]);
                    break;
                case 2:
                    fields[at] = KeyValuePair.Create(Oddities.Text(random), fields[at].Value);
                    break;
                default:
                    fields[at] = KeyValuePair.Create(fields[at].Key, Oddities.Text(random));
                    break;
            }
        }

        return fields;
    }

    /// <summary>The fields as a posted form, or now and then as bytes of another kind.</summary>
    public static HttpContent Body(IReadOnlyList<KeyValuePair<string, string>> fields, Random random)
    {
        var form = new FormUrlEncodedContent(fields);
        if (random.Next(8) > 0)
        {
            return form;
        }

        var bytes = new byte[random.Next(2_000)];
        random.NextBytes(bytes);
        var body = new ByteArrayContent(random.Next(2) == 0 ? bytes : Encoding.UTF8.GetBytes(Oddities.Text(random)));
        body.Headers.TryAddWithoutValidation("Content-Type", MediaTypes[random.Next(MediaTypes.Length)]);
        return body;
    }

    /// <summary>The fields as a query; what a URI cannot hold is escaped.</summary>
    public static string Query(IReadOnlyList<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Escape(field.Key)}={Escape(field.Value)}"));

    // A request line has its limit, and beyond it the server answers before the tool does.
    private static string Escape(string text) => Uri.EscapeDataString(text.Length > 1_000 ? text[..1_000] : text);
}
