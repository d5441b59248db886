using Integration.Lti.DynamicRegistration;

namespace Integration.Learning.Install.Registering;

/// <summary>What the admin may set.</summary>
/// <param name="Access">What the tool may have.</param>
/// <param name="LmsAddress">Where people see the LMS; "" when it is the issuer.</param>
public sealed record RegisterFields(Access Access, string LmsAddress);

/// <summary>What the page that asks shows.</summary>
/// <param name="Offer">Who is asking.</param>
/// <param name="Fields">What is filled in.</param>
/// <param name="IsAddressWrong">True after an LMS address that is none.</param>
public sealed record RegisterModel(Offer Offer, RegisterFields Fields, bool IsAddressWrong);

/// <summary>What the page of a refused registration shows.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
/// <param name="Detail">Hosts and statuses, or null.</param>
public sealed record RegisterRefusal(string Code, string Sentence, string? Detail);
