namespace Integration.Learning.Install.Registering;

/// <summary>Names the words of the pages on which an LMS registers itself.</summary>
internal sealed class RegisterWords;
