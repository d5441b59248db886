using System.Globalization;
using System.Text.RegularExpressions;
using Integration.Sandbox.Sis.Districts;

namespace Integration.Sandbox.Sis.Rest;

/// <summary>The <c>filter</c> parameter: one clause, or two joined by one AND or OR; no parentheses, no third clause.</summary>
internal sealed partial class RosterFilter
{
    private readonly Clause _first;
    private readonly Clause? _second;
    private readonly bool _either;

    private RosterFilter(Clause first, Clause? second, bool either) => (_first, _second, _either) = (first, second, either);

    /// <summary>The moment after which every match was modified, if the filter says one.</summary>
    public DateTimeOffset? Since => _either ? null : _first.Since ?? _second?.Since;

    /// <summary>True when tombstones are meant too: whoever asks about status or time wants to see what ended.</summary>
    public bool SeesEnded => _first.IsAboutState || _second?.IsAboutState == true;

    /// <summary>True for a filter that every live record passes and no other, which costs nothing then.</summary>
    public bool IsAllLive => _second is null && _first is { Path: "status", Operator: "=" } && _first.Value.Equals("active", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when the text is no filter.</summary>
    public static RosterFilter? Parse(string text)
    {
        var match = Grammar().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var first = new Clause(match.Groups["field"].Value, match.Groups["op"].Value, match.Groups["value"].Value);
        return match.Groups["join"].Success
            ? new(first, new(match.Groups["field2"].Value, match.Groups["op2"].Value, match.Groups["value2"].Value), match.Groups["join"].Value == "OR")
            : new(first, null, false);
    }

    /// <summary>The fields it asks about, without what stands behind a dot.</summary>
    public IEnumerable<string> Fields => new[] { _first, _second }.OfType<Clause>().Select(c => c.Path.Split('.')[0]);

    public bool Matches(SisRecord record, SisVersion version)
    {
        var members = RecordForm.Of(record, version);
        return _second is null ? _first.Matches(members)
            : _either ? _first.Matches(members) || _second.Matches(members)
            : _first.Matches(members) && _second.Matches(members);
    }

    [GeneratedRegex(@"^(?<field>[A-Za-z.]+)(?<op>!=|>=|<=|=|>|<|~)'(?<value>.*?)'(?: (?<join>AND|OR) (?<field2>[A-Za-z.]+)(?<op2>!=|>=|<=|=|>|<|~)'(?<value2>.*)')?$", RegexOptions.Singleline)]
    private static partial Regex Grammar();

    private sealed record Clause(string Path, string Operator, string Value)
    {
        public bool IsAboutState => Path is "status" or "dateLastModified";

        public DateTimeOffset? Since => Path == "dateLastModified" && Operator is ">" or ">=" && ReadTime(Value) is { } time
            ? Operator == ">" ? time : time.AddTicks(-1)
            : null;

        public bool Matches(IReadOnlyList<Member> members)
        {
            var values = MemberValues.Of(members, Path);
            return Operator == "!=" ? values.All(v => !Holds(v, "=")) : values.Any(v => Holds(v, Operator));
        }

        private bool Holds(object value, string op)
        {
            if (op == "~")
            {
                return MemberValues.Write(value).Contains(Value, StringComparison.OrdinalIgnoreCase);
            }

            var order = value is DateTimeOffset time && ReadTime(Value) is { } wanted
                ? time.CompareTo(wanted)
                : string.Compare(MemberValues.Write(value), Value, StringComparison.OrdinalIgnoreCase);
            return op switch
            {
                "=" => order == 0,
                ">" => order > 0,
                ">=" => order >= 0,
                "<" => order < 0,
                _ => order <= 0,
            };
        }

        private static DateTimeOffset? ReadTime(string text) =>
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
