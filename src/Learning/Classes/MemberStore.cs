using Integration.Learning.Districts;
using Integration.Learning.Documents;
using Integration.Learning.Roster.Join;
using Integration.Lti.Launch;
using Integration.Tables;

namespace Integration.Learning.Classes;

/// <summary>People of a class: read once per launch, written only when something changed.</summary>
public sealed class MemberStore(IDocumentStore store)
{
    private const int Tries = 5;

    /// <summary>Reads a person.</summary>
    public Task<Stored<ClassMember>?> FindAsync(ClassRef @class, LearnerId learner, CancellationToken ct)
        => store.FindAsync(ClassDocuments.Member, @class.Partition, ClassKeys.Member(learner), ct);

    /// <summary>Brings a person up to date with a launch; choices made here are kept.</summary>
    public async Task<ClassMember> RefreshAsync(ClassRef @class, LearnerId learner, Stored<ClassMember>? known, LtiLaunch launch, CancellationToken ct)
    {
        var member = new ClassMember
        {
            Subject = launch.Subject,
            Name = NameOf(launch.Name) ?? known?.Value.Name,
            Role = launch.Roles.Course,
            IsTestUser = launch.Roles.IsTestUser,
            Language = known?.Value.Language,
            Theme = known?.Value.Theme,
            Sis = SisFacts.Of(launch) ?? known?.Value.Sis,
        };
        if (member == known?.Value)
        {
            return member;
        }

        var written = await store.CommitAsync(
            new Batch(@class.Partition).Put(ClassDocuments.Member, ClassKeys.Member(learner), known, member), ct);
        return written.Committed ? member : (await FindAsync(@class, learner, ct))?.Value ?? member;
    }

    /// <summary>Keeps a person's choice of language or theme; null leaves that one as it is.</summary>
    public async Task ChooseAsync(ClassRef @class, LearnerId learner, string? language, string? theme, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (await FindAsync(@class, learner, ct) is not { } known)
            {
                return;
            }

            var chosen = known.Value with { Language = language ?? known.Value.Language, Theme = theme ?? known.Value.Theme };
            if (chosen == known.Value
                || (await store.CommitAsync(new Batch(@class.Partition).Replace(ClassDocuments.Member, known, chosen), ct)).Committed)
            {
                return;
            }
        }
    }

    /// <summary>What a person is called: the full name as the LMS wrote it, else its parts in the order given.</summary>
    public static string? NameOf(PersonName name)
    {
        if (!string.IsNullOrWhiteSpace(name.Full))
        {
            return name.Full.Trim();
        }

        var parts = string.Join(' ', new[] { name.Given, name.Family }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return parts.Length > 0 ? parts : null;
    }
}
