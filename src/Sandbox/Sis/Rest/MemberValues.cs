using System.Globalization;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>Single values inside a record, by a dotted path such as <c>parent.sourcedId</c>, for filters and sorting.</summary>
internal static class MemberValues
{
    public static IEnumerable<object> Of(IReadOnlyList<Member> members, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (name, rest) = dot < 0 ? (path, null) : (path[..dot], path[(dot + 1)..]);
        return members.Where(m => m.Name == name).SelectMany(m => Inside(m.Value, rest));
    }

    /// <summary>A value as it stands on the wire.</summary>
    public static string Write(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static IEnumerable<object> Inside(object? value, string? rest) => value switch
    {
        null => [],
        Reference reference => rest is null or "sourcedId" ? [reference.SourcedId] : rest == "type" ? [reference.Type] : [],
        Member[] members => rest is null ? [] : Of(members, rest),
        Member[][] many => many.SelectMany(m => Inside(m, rest)),
        Reference[] references => references.SelectMany(r => Inside(r, rest)),
        IReadOnlyList<string> texts => texts,
        _ => rest is null ? [value] : [],
    };
}
