using Integration.OneRoster.Rostering;

namespace Integration.Learning.Roster.Rows;

/// <summary>
/// A value by which a person may be found: <c>identifier</c>, <c>username</c>, <c>master</c>, or <c>id:{type}</c> for one of the userIds. Compared without
/// regard to case and outer spaces, because an LMS and a SIS rarely agree on those; e-mail addresses are none, because they never merge two people.
/// </summary>
/// <param name="Kind">Which field.</param>
/// <param name="Text">The value as somebody spells it.</param>
public sealed record RosterValue(string Kind, string Text)
{
    /// <summary>The kind of <see cref="User.Identifier"/>.</summary>
    public const string Identifier = "identifier";

    /// <summary>The kind of <see cref="User.Username"/>.</summary>
    public const string Username = "username";

    /// <summary>The kind of <see cref="User.UserMasterIdentifier"/>.</summary>
    public const string Master = "master";

    /// <summary>The kind of one of <see cref="User.UserIds"/>.</summary>
    public static string OfType(string type) => "id:" + type.Trim().ToLowerInvariant();

    internal string Folded => Text.Trim().ToLowerInvariant();

    internal static IEnumerable<RosterValue> Of(User user)
    {
        var all = new List<RosterValue>(4);
        Add(all, Identifier, user.Identifier);
        Add(all, Username, user.Username);
        Add(all, Master, user.UserMasterIdentifier);
        foreach (var id in user.UserIds)
        {
            if (!string.IsNullOrWhiteSpace(id.Type))
            {
                Add(all, OfType(id.Type), id.Identifier);
            }
        }

        return all;
    }

    private static void Add(List<RosterValue> all, string kind, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text) && RosterIds.IsUsable(text))
        {
            all.Add(new RosterValue(kind, text));
        }
    }
}

/// <summary>Which texts can be ids at all.</summary>
internal static class RosterIds
{
    // OneRoster allows 255 characters; some servers send more, none a page of text.
    private const int Longest = 2048;

    /// <summary>Anything but nothing, half a character or a whole page: a key is built from it.</summary>
    internal static bool IsUsable(string? id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > Longest)
        {
            return false;
        }

        for (var i = 0; i < id.Length; i++)
        {
            if (char.IsHighSurrogate(id[i]) && i + 1 < id.Length && char.IsLowSurrogate(id[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(id[i]))
            {
                return false;
            }
        }

        return true;
    }
}
