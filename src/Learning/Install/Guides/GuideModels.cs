using Integration.Learning.Documents;
using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install.Guides;

/// <summary>What a guide's page shows.</summary>
/// <param name="Guide">The guide.</param>
/// <param name="Access">What the Canvas settings ask for.</param>
/// <param name="Given">What was brought back from the LMS.</param>
/// <param name="Wrong">The fields whose values do not have their shape.</param>
/// <param name="Command">The command to type; null until everything fits.</param>
public sealed record GuideModel(
    Guide Guide, Access Access, IReadOnlyDictionary<string, string> Given, IReadOnlyList<string> Wrong, string? Command);

/// <summary>One line of the data inventory.</summary>
/// <param name="Data">What sort of data.</param>
/// <param name="Subject">About whom.</param>
/// <param name="Retention">How long it is kept.</param>
public sealed record StoredKind(DataClass Data, Subject Subject, Retention Retention);
