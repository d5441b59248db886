using Integration.Lti;

namespace Integration.Learning.Pages.Handshake;

/// <summary>What is said about a broken rule, in a language (<c>en</c> or <c>es</c>).</summary>
public interface IFaultWords
{
    /// <summary>What a child reads: what to do now.</summary>
    string ForStudent(FaultKind kind, string language);

    /// <summary>What an admin reads: what is wrong and where to set it right.</summary>
    string ForAdmin(FaultKind kind, string language);
}
