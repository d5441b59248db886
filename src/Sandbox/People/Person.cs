using System.Security.Cryptography;
using System.Text;

namespace Integration.Sandbox.People;

/// <summary>Somebody with an account in the practice LMS.</summary>
public sealed record Person(string Id, string GivenName, string FamilyName, string Name, string Label, string? Email, string? SourcedId, string Language)
{
    /// <summary>The LTI <c>sub</c>: opaque, and it tells nothing about the account it belongs to.</summary>
    public string Subject { get; } = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("practice-lms-user/" + Id)).AsSpan(0, 16)).ToString();

    /// <summary>True for somebody who looks after the whole school rather than a course.</summary>
    public bool IsAdmin { get; init; }
}
