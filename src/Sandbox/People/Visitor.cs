namespace Integration.Sandbox.People;

/// <summary>The person who looks at the page, and the session that says so.</summary>
public sealed record Visitor(string Session, Person Person)
{
    /// <summary>The administrator who acts under this person's name; null for the person herself.</summary>
    public Person? ActedBy { get; init; }
}
